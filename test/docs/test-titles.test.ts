import { describe, expect, it } from '@jest/globals';
import { rubyTitles } from '../../scripts/docs/ruby-titles.js';
import { testTitles } from '../../scripts/docs/test-titles.js';

describe('testTitles', () => {
  it('finds the titles of it and test, also with each and in templates', () => {
    const source = `
      describe('a suite', () => {
        it('one', () => {});
        test("two", async () => {});
        it.each([1, 2])('three %s', () => {});
        it.each\`a\${1}\`('four', () => {});
        it(\`five \${name} ends\`, () => {});
      });`;

    expect(testTitles(source)).toEqual(['one', 'two', 'three %s', 'four', 'five  …  ends']);
  });

  it('leaves out what does not run or may fail', () => {
    const source = `
      it.skip('a', () => {});
      xit('b', () => {});
      it.todo('c');
      test.failing('d', () => {});
      describe.skip('suite', () => { it('e', () => {}); });
      xdescribe('suite', () => { it('f', () => {}); });`;

    expect(testTitles(source)).toEqual([]);
  });

  it('takes no text that only looks like a test', () => {
    const source = `
      const example = "it('in a text', () => {})";
      // it('in a comment', () => {});
      submit('another function');
      it(titleFromElsewhere, () => {});`;

    expect(testTitles(source)).toEqual([]);
  });
});

describe('rubyTitles', () => {
  it('finds the titles of examples that run, with what stands in them', () => {
    const source = `
      describe "a suite" do
        it "one" do
        end
        it 'the asker\\'s "two"', :slow do
        it("three") { expect(1).to eq(1) }
        it "four #{name} ends" do
        xit "five" do
        it "six, pending"
        # it "seven" do
      end`;

    expect(rubyTitles(source)).toEqual(['one', `the asker's "two"`, 'three', 'four  …  ends']);
  });
});
