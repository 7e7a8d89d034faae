import { ApiProperty } from '@nestjs/swagger';
import { IsString } from 'class-validator';

export class FlagPath {
  @ApiProperty({ description: 'Key of the flag.', example: 'checkout-redesign' })
  @IsString()
  key!: string;
}
