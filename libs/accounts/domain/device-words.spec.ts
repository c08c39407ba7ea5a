import { deviceWords } from './device-words.js';

it.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36 Edg/156.0', 'edge', 'windows'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 15_1) AppleWebKit/605.1.15 Version/19.0 Safari/605.1.15', 'safari', 'mac'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 CriOS/156.0 Mobile Safari/604.1', 'chrome', 'ios'],
  [
    'Mozilla/5.0 (Linux; Android 16; SM-S921Q) AppleWebKit/537.36 SamsungBrowser/29.0 Chrome/140.0 Mobile Safari/537.36',
    'samsung',
    'android',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0', 'firefox', 'linux'],
  ['<script>alert(1)</script>', 'other', 'other'],
])('%s is %s on %s', (userAgent, browser, system) => expect(deviceWords(userAgent)).toEqual({ browser, system }));

it('asks nothing of what is no text', () => expect(deviceWords(['x', 'y'])).toEqual({ browser: 'other', system: 'other' }));
