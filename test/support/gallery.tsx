import { Body, Controller, Get, Module, Post } from '@nestjs/common';
import {
  Choice,
  Choices,
  Count,
  Day as DayAnswer,
  Email,
  Flag,
  LongText,
  Moment,
  Month,
  Phone,
  readForm,
  Ref,
  RelativeRef,
  RelativeRefs,
  Text as TextAnswer,
  Yes,
} from '#lib/forms';
import {
  Beside,
  Button,
  ButtonForm,
  ButtonLink,
  Deadline,
  DescriptionList,
  EmptyState,
  Fields,
  FilterBar,
  Form,
  type Frame,
  Heading,
  Lines,
  Link,
  List,
  Mistakes,
  More,
  Narrow,
  Notice,
  page,
  PageHead,
  Pagination,
  Panel,
  PasswordField,
  Rail,
  Row,
  Section,
  Select,
  Source,
  Stack,
  Steps,
  type Stop,
  Table,
  Tag,
  Text,
  TextField,
  Timeline,
  type WebOptions,
} from '#lib/web';

/** Every component once, with the words of a fictional case, for the browser tests of libs/web. */
class Everything {
  @DayAnswer() occurredOn: string;
  @TextAnswer({ max: 60 }) reason: string;
  @LongText({ optional: true }) note?: string;
  @Moment({ optional: true, label: 'occurredOn' }) heldAt?: Date;
  @Month({ optional: true, label: 'occurredOn' }) month?: string;
  @Count({ max: 20, label: 'note' }) tries: number;
  @Choice(['yes', 'no'], { set: 'yesNo', label: 'reason' }) way: string;
  @Choice(['yes', 'no'], { set: 'yesNo', label: 'reason', optional: true }) other?: string;
  @Choices(['yes', 'no'], { set: 'yesNo', label: 'reason' }) media: string[];
  @Yes({ label: 'reason' }) understood: true;
  @Flag({ label: 'note' }) press: boolean;
  @Email() email: string;
  @Phone({ optional: true }) phone?: string;
  @RelativeRef() relative: string;
  @RelativeRefs({ optional: true }) relatives?: string[];
  @Ref('askQuestion', { label: 'reason' }) to: string;
}

const stops: Stop[] = [
  { label: '発生の把握', state: 'done', on: '2026-02-01' },
  { label: '基本調査', state: 'done', on: '2026-02-03' },
  { label: '遺族への説明', state: 'done', on: '2026-02-10' },
  { label: '意向の確認', state: 'here', note: '母の意向確認書を待っています' },
  { label: '詳細調査への移行の判断', state: 'ahead' },
  { label: '詳細調査', state: 'ahead' },
  { label: '報告書', state: 'ahead' },
  { label: '公表', state: 'ahead' },
  { label: '終結', state: 'ahead' },
];
const tracks: Stop[] = [
  { label: '災害共済給付の説明', state: 'done', on: '2026-02-10' },
  { label: '記録の保全', state: 'here', on: '2026-02-01' },
];
const limit = (
  <Deadline
    title="死亡見舞金の請求"
    tag={{ kind: 'plain', label: '残り700日' }}
    dates={[
      { label: '安全な期限', on: '2028-01-31' },
      { label: '法令による期限', on: '2028-02-01' },
      { label: '休日による延長（参考）', on: '2028-02-01', note: 'この延長が認められるかは確認されていません。' },
    ]}
    working={[
      { text: '亡くなった日の翌日、2026-02-02から数えます。', source: '日本スポーツ振興センターの説明' },
      { text: '2年後の応当日の前日、2028-02-01に満了します。', source: '民法第143条第2項' },
    ]}
  />
);
const happenings = [
  {
    on: '2026-02-10',
    title: '基本調査の結果を遺族に説明しました',
    by: '市教育委員会 鈴木一郎',
    note: '母からの質問：いじめの有無について',
  },
  { on: '2026-02-03', title: '基本調査を始めました', by: '青空市立第一中学校 佐藤花子' },
];

@Controller()
class Gallery {
  @Get('case') case() {
    return page(
      '令和7年度 第3号',
      <Beside side={<Rail stops={stops} tracks={tracks} />}>
        <PageHead
          above={<Link href="/list">案件の一覧</Link>}
          title="令和7年度 第3号"
          tags={<Tag kind="here">意向の確認</Tag>}
          lead="青空市立第一中学校。2026年の指針による手続です。"
        />
        <Notice live title="登録しました">
          遺族への説明を登録しました。
        </Notice>
        <Section title="いまできること" id="now">
          <Panel>
            <Heading level={3}>意向を登録する</Heading>
            <Text>遺族一人ずつの意向を登録します。あとから変えることができます。</Text>
            <Row>
              <ButtonLink href="/form" weight="primary">
                意向を登録する
              </ButtonLink>
              <ButtonForm action="/form" version={3}>
                詳細調査への移行を決める
              </ButtonForm>
              <ButtonLink href="/form" weight="quiet">
                連絡を試みた記録
              </ButtonLink>
            </Row>
          </Panel>
        </Section>
        <Section title="まだそろっていないもの">
          <Lines
            items={['母の意向が登録されていません', '外部の有識者の意見が登録されていません'].map((missing) => (
              <>
                <Link href="/form">{missing}</Link>
                <Source>背景調査の指針 第3章</Source>
              </>
            ))}
          />
        </Section>
        <Section title="近い期限">
          {limit}
          <Deadline
            title="移行の判断の目安"
            tag={{ kind: 'late', label: '3日過ぎています' }}
            dates={[{ label: '目安', on: '2026-02-24' }]}
          />
        </Section>
        <Section title="これまでのこと">
          <Timeline happenings={happenings} />
        </Section>
      </Beside>,
    );
  }
  @Get('family') family() {
    return page(
      '調査の状況',
      <Narrow>
        <Stack gap="wide">
          <PageHead title="調査の状況" />
          <Section title="いまの段階" quiet>
            <Text>学校による基本調査の結果を、2月10日にご説明しました。いまは、詳細調査についてのご意向をうかがう段階です。</Text>
            <Text>お返事に期限はありません。</Text>
          </Section>
          <Section title="次に行われること" quiet>
            <Text>ご意向をうかがったあと、教育委員会が詳細調査へ移るかどうかを判断します。</Text>
          </Section>
          <Section title="書類">
            <EmptyState title="お渡しした書類はまだありません">お渡しすると、ここからいつでも読むことができます。</EmptyState>
          </Section>
          <Section title="災害共済給付">{limit}</Section>
          <Section title="担当者">
            <DescriptionList
              entries={[
                { term: '氏名', value: '鈴木一郎（市教育委員会）' },
                { term: '電話', value: <Link href="tel:0312345678">03-1234-5678</Link> },
                { term: '時間', value: '平日 9時から17時\n12月29日から1月3日は休みです' },
              ]}
            />
          </Section>
        </Stack>
      </Narrow>,
    );
  }
  @Get('list') list() {
    return page(
      '案件の一覧',
      <>
        <PageHead title="案件の一覧" />
        <FilterBar action="/list" active>
          <Select name="state" label="位置" options={[{ value: 'a', label: '意向の確認' }]} value="a" />
          <TextField name="school" label="学校" />
        </FilterBar>
        <Table
          caption="案件"
          columns={[{ head: '番号' }, { head: '位置' }, { head: '学校' }, { head: '次の期限' }, { head: '日数', number: true }]}
          rows={[1, 2, 3].map((at) => [
            <Link href="/case">令和7年度 第{at}号</Link>,
            <Tag kind={at === 1 ? 'late' : 'plain'}>意向の確認</Tag>,
            '青空市立第一中学校',
            '2026-02-24',
            String(at * 7),
          ])}
        />
        <Pagination previous="/list?before=a" next="/list?after=b" />
      </>,
    );
  }
  @Get('form') form() {
    return this.shown({});
  }
  @Post('form') sent(@Body() body: unknown) {
    return this.shown(body);
  }
  private shown(body: unknown) {
    const { errors, filled } = readForm(Everything, body);
    const sent = Object.keys(body as object).length > 0;
    return page(
      '意向を登録する',
      <Narrow>
        <Steps
          title="手順"
          stops={[
            { label: '内容', state: 'done', href: '/form' },
            { label: '確認', state: 'here' },
            { label: '登録', state: 'ahead' },
          ]}
        />
        <PageHead title="意向を登録する" lead="遺族一人ずつの意向を登録します。" />
        <Mistakes of={Everything} errors={sent ? errors : []} />
        <Notice tone="warning" title="個人の名前は書かないでください">
          ほかの児童生徒の名前は書きません。
        </Notice>
        <Form action="/form" submit="登録する" version={3} back={{ href: '/case', label: '案件へ戻る' }}>
          <Fields
            of={Everything}
            values={filled}
            errors={sent ? errors : []}
            options={{
              relatives: [
                { value: 'a', label: '山田太郎（父）' },
                { value: 'b', label: '山田花子（母）', hint: '意向は登録済みです' },
              ],
              askQuestion: [],
            }}
          />
          <PasswordField name="password" label="パスワード" required autocomplete="current-password" />
        </Form>
        <More label="書き方について">
          <List items={['事実を書きます。', '推測は書きません。']} />
        </More>
        <Notice tone="error" title="送れませんでした" />
        <Row>
          <Button weight="secondary" name="way" value="draft">
            下書き
          </Button>
        </Row>
      </Narrow>,
      { wrong: sent && errors !== undefined },
    );
  }
}
@Module({ controllers: [Gallery] })
class GalleryModule {}

const frame: Frame = {
  product: 'よりそい 教育委員会',
  home: '/case',
  person: { name: '鈴木一郎', organisation: '青空市教育委員会', signOut: '/sign-out' },
  nav: [
    { href: '/list', label: '案件' },
    { href: '/case', label: '期限', here: true },
    { href: '/form', label: '報告する' },
  ],
  clock: { now: '令和8年2月27日 9:00', href: '/clock' },
  helpLines: [
    { name: '24時間子供SOSダイヤル', phone: '0120-0-78310', hours: '毎日、24時間' },
    { name: 'よりそいホットライン', phone: '0120-279-338', hours: '毎日、24時間' },
  ],
};

export const gallery: WebOptions = { app: 'gallery', module: GalleryModule, frame: () => () => frame };
export const galleryPaths = ['/case', '/family', '/list', '/form', '/nowhere'] as const;
