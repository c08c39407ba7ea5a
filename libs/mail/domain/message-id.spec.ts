import { messageId } from './message-id.js';

it('makes the same Message-ID from the same letter, whatever else changes', () => {
  expect(messageId('0f3c', 'noreply@mail.example.jp')).toBe('<0f3c@mail.example.jp>');
});
