import type { ArgumentMetadata } from '@nestjs/common';
import { InvalidParameter, InvalidRequest } from '@app/kernel';
import { Transform, Type } from 'class-transformer';
import { IsArray, IsInt, IsOptional, Max } from 'class-validator';
import { RequestValidationPipe } from './validation.pipe';

class PageQuery {
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: 'page must be a whole number' })
  @Max(100)
  page = 1;

  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? [value] : value))
  @IsArray()
  tag: string[] = [];
}

const QUERY: ArgumentMetadata = { type: 'query', metatype: PageQuery };
const BODY: ArgumentMetadata = { type: 'body', metatype: PageQuery };

describe('given the validation pipe', () => {
  const pipe = new RequestValidationPipe();

  it('turns a query into its class, with defaults', async () => {
    const query = await pipe.transform({ page: '3', tag: 'web' }, QUERY);
    expect(query).toBeInstanceOf(PageQuery);
    expect(query).toEqual({ page: 3, tag: ['web'] });
    expect(await pipe.transform({}, QUERY)).toEqual({ page: 1, tag: [] });
  });

  it('answers the same query from memory, and another one anew', async () => {
    const first = await pipe.transform({ page: '3' }, QUERY);
    expect(await pipe.transform({ page: '3' }, QUERY)).toBe(first);
    expect(await pipe.transform({ page: '4' }, QUERY)).toEqual({ page: 4, tag: [] });
  });

  it('freezes what requests share, members included', async () => {
    const query = (await pipe.transform({ tag: 'web' }, QUERY)) as PageQuery;
    expect(() => (query.page = 2)).toThrow(TypeError);
    expect(() => query.tag.push('x')).toThrow(TypeError);
  });

  it('refuses a wrong query each time it is sent', async () => {
    for (let time = 0; time < 2; time += 1) {
      await expect(pipe.transform({ page: 'x' }, QUERY)).rejects.toThrow(InvalidParameter);
      await expect(pipe.transform({ pgae: '1' }, QUERY)).rejects.toThrow(InvalidParameter);
    }
  });

  it('checks a query that is too long to remember', async () => {
    const tag = Array.from({ length: 200 }, (_, index) => `tag-${index}`);
    expect(await pipe.transform({ tag }, QUERY)).toEqual({ page: 1, tag });
    expect(await pipe.transform({ tag }, QUERY)).not.toBe(await pipe.transform({ tag }, QUERY));
  });

  it('never remembers a body', async () => {
    const body = await pipe.transform({ page: 3 }, BODY);
    expect(Object.isFrozen(body)).toBe(false);
    expect(await pipe.transform({ page: 3 }, BODY)).not.toBe(body);
    await expect(pipe.transform({ page: 1000 }, BODY)).rejects.toThrow(InvalidRequest);
  });
});
