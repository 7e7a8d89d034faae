import { ApiProperty } from '@nestjs/swagger';
import type { Environment } from '../../domain/environment';

/** An environment as the API shows it. */
export class EnvironmentResponse {
  @ApiProperty({
    description: 'Id of the environment; never changes.',
    format: 'uuid',
    example: '0199a3c2-7a51-7c3e-b0a5-8f1d2c3b4a59',
  })
  id!: string;

  @ApiProperty({
    description: 'Name, unique within the tenant; never changes.',
    example: 'staging',
  })
  name!: string;

  @ApiProperty({
    description: 'Number of changes committed in this environment; ordered within one `epoch`.',
    minimum: 0,
    example: 42,
  })
  revision!: number;

  @ApiProperty({
    description: 'Random; another one after the data was restored from a backup.',
    example: '8f1d2c3b4a59',
  })
  epoch!: string;

  @ApiProperty({
    description: 'When the environment was made.',
    format: 'date-time',
    example: '2026-11-25T09:30:00.000Z',
  })
  createdAt!: string;

  static of({ id, name, revision, epoch, createdAt }: Environment): EnvironmentResponse {
    return { id, name, revision, epoch, createdAt: createdAt.toISOString() };
  }
}
