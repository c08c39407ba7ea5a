import { Text } from '#lib/forms';

export class NameSuccessor {
  @Text({ max: 60 }) successor!: string;
}
