import { ApiProperty } from '@nestjs/swagger';
import { EnvironmentResponse } from './environment.response';

/** All environments of a tenant: few enough never to be paged. */
export class EnvironmentListResponse {
  @ApiProperty({
    description: 'The environments, oldest first.',
    type: [EnvironmentResponse],
  })
  items!: EnvironmentResponse[];

  @ApiProperty({ description: 'How many there are.', minimum: 0, example: 3 })
  total!: number;
}
