// The workflows of .github call what there is, with actions of a stated version. Their syntax is actionlint's to check:
//   go run github.com/rhysd/actionlint/cmd/actionlint@v1.7.12 .github/workflows/*.yml
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { files, read, root } from './repository.mjs';

const workflows = files('.github/workflows');

describe('workflows', () => {
  it('name each action with a version', () => {
    const used = workflows.flatMap((path) => [...read(path).matchAll(/uses: *(\S+)/g)].map(([, action]) => action));
    assert.ok(used.length > 5);
    assert.deepEqual(used.filter((action) => !/^[\w-]+\/[\w-]+@(?:v\d+|release\/v\d+|[0-9a-f]{40})$/.test(action)), []);
  });

  it('call files that there are', () => {
    const called = workflows.flatMap((path) => [...read(path).matchAll(/(?:^|[\s(])((?:web|tests)\/[\w./-]+)/gm)].map(([, file]) => file.replace(/\.$/, '')));
    assert.ok(['web/demo', 'tests/run', 'web/make/package.mjs', 'web/make/wheel.mjs'].every((file) => called.includes(file)), called.join());
    assert.deepEqual(called.filter((file) => !existsSync(join(root, file))), []);
  });

  it('publish nothing unless a variable is set, and hold no secret', () => {
    for (const path of workflows) {
      const jobs = read(path).split(/^ {2}(?=\w+:$)/m).filter((job) => job.includes('id-token: write'));
      assert.ok(jobs.length > 0, path);
      for (const job of jobs) assert.match(job, /if: .*vars\.PUBLISH_(?:SITE|PACKAGES) == 'true'/);
      assert.doesNotMatch(read(path), /secrets\./);
    }
  });
});
