import { Controller, Get } from '@nestjs/common';
import { Public } from '#lib/accounts';
import { openApi } from './openapi.js';

@Controller('v1/openapi.json')
export class OpenApiController {
  private readonly document = openApi();

  @Get()
  @Public()
  show() {
    return this.document;
  }
}
