using ChatOps.Operations.Programs;

namespace ChatOps.Tests.Operations;

/// <summary>Which line of a program's output is told.</summary>
internal sealed class TellingLines
{
    [TestCase("pg_dump: error: query failed: ERROR:  permission denied for table orders\npg_dump: detail: Query was: LOCK TABLE orders\n", "pg_dump: error: query failed: ERROR: permission denied for table orders")]
    [TestCase("trying\nfatal: not a git repository\nhint: look elsewhere", "fatal: not a git repository")]
    [TestCase("ERROR! the playbook could not be found\n\nmore", "ERROR! the playbook could not be found")]
    [TestCase("12 errors were counted\nthe end\n\n", "the end")]
    [TestCase("", "")]
    public void The_first_that_calls_itself_an_error_else_the_last(string output, string line) => Assert.That(TellingLine.Of("", output), Is.EqualTo(line));

    [TestCase("out of memory\n", "out of memory\nplaying\n", "out of memory")]
    [TestCase("ERROR! unreachable\n", "fatal: half\nERROR! unreachable\n", "ERROR! unreachable")]
    [TestCase("[WARNING]: old syntax\n", "fatal: [web]: UNREACHABLE!\n[WARNING]: old syntax\n", "fatal: [web]: UNREACHABLE!")]
    public void What_was_written_for_errors_goes_before_what_was_read_later(string errors, string all, string line) => Assert.That(TellingLine.Of(errors, all), Is.EqualTo(line));
}
