using ChatOps.GitHub.Pipelines;

namespace ChatOps.Tests.GitHub;

/// <summary>The lines of a job's log that are shown.</summary>
internal sealed class LogsOfJobs
{
    [Test]
    public void They_end_with_the_last_error_and_have_no_stamps()
    {
        var log = string.Join("\r\n", [.. Enumerable.Range(1, 30).Select(line => $"2026-03-01T10:00:{line:00}.1234567Z line {line}"), "2026-03-01T10:01:00.0Z ##[error]Expected 1 but was 2", "2026-03-01T10:01:01.0Z at Shop.cs:12", "2026-03-01T10:01:02.0Z cleaning up", "##[error]Process completed with exit code 1."]);

        var lines = JobLog.Excerpt(log);

        Assert.That(lines, Has.Count.EqualTo(JobLog.MostLines));
        Assert.That((lines[0], lines[^2], lines[^1]), Is.EqualTo(("line 23", "Expected 1 but was 2", "at Shop.cs:12")));
    }

    [Test]
    public void Without_an_error_they_are_the_last_ones() => Assert.That(JobLog.Excerpt("one\n\ntwo\n"), Is.EqualTo((string[])["one", "two"]));

    [Test]
    public void A_long_line_and_what_a_terminal_reads_are_cut() =>
        Assert.That(JobLog.Excerpt("\u001b[31mfailed\u001b[0m " + new string('x', 5000)).Single(), Has.Length.LessThanOrEqualTo(85).And.StartsWith("failed xx"));
}
