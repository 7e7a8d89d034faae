import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';

/** The present password and the one to come. */
export class ChangePasswordRequest {
  @ApiProperty({
    description: 'The present password.',
    maxLength: 1024,
    format: 'password',
    example: 'zebra-demo-password',
  })
  @IsString()
  @MaxLength(1024)
  currentPassword!: string;

  @ApiProperty({
    description:
      'The new password: 8 to 128 characters, 15 or more advised; not a common one, not a name.',
    minLength: 8,
    maxLength: 128,
    format: 'password',
    example: 'a savanna full of stripes',
  })
  @IsString()
  @MaxLength(1024)
  newPassword!: string;
}
