using ChatOps.Bot;
using ChatOps.Bot.Cli;

namespace ChatOps.Tests.Cli;

/// <summary><c>runbook test FILE --alert FILE --dry-run</c>.</summary>
internal sealed class TestingARunbook
{
    private const string Runbook = """
        name: restart-web
        says: Restarts it.
        matches: { challenge: ServiceDown }
        diagnose:
          - { name: listens, action: tcp, with: { address: "{{ targets.address }}", within: 1s } }
        act:
          - { name: restart, action: http, when: steps.listens.failed, title: "restart {{ targets.unit }} of {{ service }}", with: { method: POST, url: "{{ targets.restart }}" }, risk: destructive }
        verify:
          - { name: listens-again, action: tcp, with: { address: "{{ targets.address }}" }, repeat: 2, interval: 1s, for: 30s }
        """;

    private const string Settings = """
        { "Services": { "web": { "Match": ["job=\"web\""], "Targets": { "address": "127.0.0.1:1", "unit": "web-1", "restart": "http://127.0.0.1:1/restart" },
                                 "Recovery": { "Approvals": 2, "Approvers": ["tech-lead-orchestrator"] } } },
          "Runbooks": { "Path": "." }, "Recovery": { "Windows": { "ever": { "Services": "web", "Days": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] } } } }
        """;

    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("chatops-test-");

    [TearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    [Test]
    public async Task It_tells_step_by_step_what_would_happen_and_who_would_be_asked()
    {
        var (code, told) = await RunAsync(Write("restart.yaml", Runbook), """[{"labels":{"alertname":"TargetDown","job":"web","env":"prod"}}]""");

        Assert.That(code, Is.Zero, told);
        string[] lines = told.TrimEnd().Split('\n');
        Assert.That(lines[0], Does.StartWith("TargetDown: firing, warning; may open an incident"));
        Assert.That(lines[1], Does.StartWith("  it is ServiceDown of web, by "));
        Assert.That(lines[2], Is.EqualTo("restart-web for web, a dry run: observing steps look, acting steps only say what they would do"));
        Assert.That(lines[3], Is.EqualTo("  the maintenance window ever is on: nothing would act by itself"));
        Assert.That(lines[4], Does.StartWith("  diagnose listens: failed; "));
        Assert.That(lines[5], Is.EqualTo("  act restart: would restart web-1 of web (destructive; needs 2 approvals of tech-lead-orchestrator); not done: it is a dry run"));
        Assert.That(lines[6], Is.EqualTo("  verify listens-again: would be proven by: connect to 127.0.0.1:1, 2 in a row, every 1 s, for 30 s at most"));
        Assert.That(lines[7], Is.EqualTo("restart-web for web: dryRun. would restart web-1 of web; not done: it is a dry run"));
    }

    [TestCase("""{"name":"PgBackupFailed","status":"firing","service":"web","labels":{"challenge":"BackupFailure"}}""", "restart-web is not for this (ServiceDown): it would not run by itself")]
    [TestCase("""{"name":"TargetDown","status":"firing","service":"other"}""", "which is not in the catalog: nothing may act on it")]
    public async Task What_does_not_fit_is_said(string alert, string expected) =>
        Assert.That((await RunAsync(Write("restart.yaml", Runbook), alert)).Told, Does.Contain(expected));

    [Test]
    public async Task Mistakes_in_the_file_are_named_with_their_places()
    {
        var (code, told) = await RunAsync(Write("wrong.yaml", Runbook.Replace("says:", "sayz:", StringComparison.Ordinal)), "{}", broken: true);

        Assert.That((code, told.Contains("wrong.yaml:2:1: \"sayz\" is no key of a runbook", StringComparison.Ordinal)), Is.EqualTo((1, true)), told);
    }

    [TestCase("nothing", "alert.json holds no alert: ")]
    [TestCase("""{"name":"x"}""", "alert.json holds no alert: ")]
    public async Task A_file_without_an_alert_is_said(string alert, string expected)
    {
        var (code, told) = await RunAsync(Write("restart.yaml", Runbook), alert);

        Assert.That((code, told.Contains(expected, StringComparison.Ordinal)), Is.EqualTo((1, true)), told);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private async Task<(int Code, string Told)> RunAsync(string runbook, string alert, bool broken = false)
    {
        var shelf = _folder.CreateSubdirectory("shelf").FullName;
        var settings = Write("settings.json", Settings.Replace("\"Path\": \".\"", $"\"Path\": \"{shelf}\"", StringComparison.Ordinal));
        if (!broken) File.Copy(runbook, Path.Combine(shelf, "restart.yaml"), overwrite: true);
        else File.WriteAllText(Path.Combine(shelf, "restart.yaml"), Runbook);
        await using var output = new StringWriter(System.Globalization.CultureInfo.InvariantCulture) { NewLine = "\n" };
        var code = await RunbookTestCommand.RunAsync(new Launch { SettingsFile = settings, ReadEnvironment = false }, new(runbook, null, new FileInfo(Write("alert.json", alert)), false), output, CancellationToken.None);
        return (code, output.ToString());
    }
}
