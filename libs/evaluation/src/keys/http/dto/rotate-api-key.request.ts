import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';

const THIRTY_DAYS_S = 2_592_000;

export class RotateApiKeyRequest {
  @ApiProperty({
    description: 'For how long the former secret still opens; 0 ends it at once.',
    example: 3600,
    minimum: 0,
    maximum: THIRTY_DAYS_S,
  })
  @IsInt()
  @Min(0)
  @Max(THIRTY_DAYS_S)
  overlapSeconds!: number;
}
