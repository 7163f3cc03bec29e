using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Stories;

/// <summary>Ten mistakes in a runbook are ten lines, each naming the place, what stands there and what is allowed; exit code 1.</summary>
internal sealed class MistakesInRunbooksAreNamedWithTheirPlaces
{
    private const string TenMistakes = """
        name: Restart Shop
        says: Starts the shop again.
        matches: { challenge: ServerDown, domian: backend }
        diagnose:
          - name: health
            action: htpp
            with: { url: "{{ targets.health }}" }
          - name: slow
            action: http
            timeout: 5 minutes
            with: { urll: "http://127.0.0.1/" }
        act:
          - name: start
            action: command
            with: { program: sleep, arguments: ["{{ labels.time }}"] }
            when: steps.helth.failed
        """;

    private static readonly (string Place, string Holds, string Allowed)[] Expected =
    [
        ("shop.yaml:1:1:", "no verify step", "one at least"),
        ("shop.yaml:1:7:", "Restart Shop", "lower-case letters"),
        ("shop.yaml:3:23:", "ServerDown", "did you mean ServiceDown?"),
        ("shop.yaml:3:35:", "domian", "did you mean domain?"),
        ("shop.yaml:6:13:", "htpp", "did you mean http?"),
        ("shop.yaml:10:14:", "5 minutes", "1m30s"),
        ("shop.yaml:11:11:", "url is missing", "http or https"),
        ("shop.yaml:11:13:", "urll", "url, method"),
        ("shop.yaml:15:", "{{ labels.time }}", "targets of the catalog"),
        ("shop.yaml:16:11:", "steps.helth.failed", "did you mean health?"),
    ];

    [TestCase("check")]
    [TestCase(null)]
    public async Task Each_is_a_line_with_its_place_what_stands_there_and_what_is_allowed(string? command)
    {
        using var folder = new TemporaryFolder();
        folder.Write("runbooks/shop.yaml", TenMistakes);

        var result = await BotProgram.RunAsync(
            folder.Path,
            [.. command is null ? (string[])[] : [command], $"--Runbooks:Path={folder.File("runbooks")}", "--Operations:Command:Allowed:sleep:Path=/usr/bin/sleep", $"--Urls=http://127.0.0.1:{FreePort.Next()}"]);

        var lines = (result.Output + result.Errors).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.Contains("shop.yaml", StringComparison.Ordinal)).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(1), result.Output + result.Errors);
            Assert.That(lines, Has.Length.EqualTo(Expected.Length));
            foreach (var (place, holds, allowed) in Expected)
            {
                Assert.That(lines, Has.Some.StartsWith("runbooks/" + place).And.Contain(holds).And.Contain(allowed), place);
            }
        });
    }
}
