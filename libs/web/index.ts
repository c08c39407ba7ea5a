export { Button, ButtonLink, type Weight } from './components/button.js';
export { CheckboxGroup, type Option, RadioGroup, Select, Tick } from './components/choices.js';
export { Columns } from './components/columns.js';
export { type Column, Day, DescriptionList, EmptyState, type Entry, Moment, Table } from './components/data.js';
export { Deadline, type Happening, Timeline } from './components/deadline.js';
export { Drawing } from './components/drawing.js';
export { ButtonForm, ErrorSummary, Form, type Mistake } from './components/form.js';
export {
  DateField,
  DateTimeField,
  EmailField,
  MonthField,
  NumberField,
  PasswordField,
  PhoneField,
  TextArea,
  TextField,
} from './components/inputs.js';
export { Beside, Lines, More, Narrow, PageHead, Panel, Row, Section, Stack } from './components/layout.js';
export { Code, Letter } from './components/letter.js';
export { FilterBar, Pagination } from './components/lists.js';
export { Notice, Source, Tag } from './components/notice.js';
export { type Frame, type HelpLine, Page } from './components/page.js';
export { Letters, QrCode } from './components/qr-code.js';
export { Paged } from './components/paged.js';
export { PasskeyForm } from './components/passkey-form.js';
export { Rail, Steps, type Stop } from './components/rail.js';
export { ScreenOnly } from './components/screen-only.js';
export { Heading, Link, List, Text, Unseen } from './components/text.js';
export { Unbroken } from './components/unbroken.js';
export { Fields, Mistakes, type Options } from './form/fields.js';
export { choiceOf, hintOf, labelOf, messageOf, wordsMissingFor } from './form/words.js';
export { type PageAnswer, file, leave, page, type RedirectAnswer, redirect } from './http/answers.js';
export { bootWeb, buildWeb, type ListenOptions, type WebOptions } from './http/boot.js';
export { cookieIn, sessionCookieName } from './http/cookie.js';
export { formTokenName } from './components/form-token.js';
export { newFormToken } from './http/form-tokens.js';
export { Doorkeeper, type RouteWords } from './http/doorkeeper.js';
export { IdPipe } from './http/id.pipe.js';
export { OriginGuard } from './http/origin.guard.js';
export { type FrameOf } from './http/render.js';
export { statuses, statusOf } from './http/statuses.js';
