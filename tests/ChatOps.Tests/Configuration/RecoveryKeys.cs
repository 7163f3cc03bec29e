using ChatOps.Bot.Recovery;
using ChatOps.Core.Recovery;

namespace ChatOps.Tests.Configuration;

/// <summary>What self-recovery works with, and the mistakes in it.</summary>
[Platform("Linux")]
internal sealed class RecoveryKeys
{
    [Test]
    public void Programs_are_a_list_or_names_with_paths_arguments_and_risks()
    {
        var (settings, findings) = SettingsText.Read("""
            { "Operations": { "AtOnce": 4, "Command": {
                "Allowed": { "restart": { "Path": "/bin/echo", "Arguments": ["restart"], "Risk": "destructive" }, "sh": "/bin/sh", "cat": { "Risk": "Observe" } },
                "Environment": { "LANG": "C" } } },
              "Prometheus": { "Url": "http://127.0.0.1:9090", "Token": "secret-token" } }
            """);

        Assert.That(findings.Mistakes, Is.Empty);
        var allowed = settings.Recovery.Command.Allowed;
        Assert.That(allowed.Keys, Is.EquivalentTo((string[])["restart", "sh", "cat"]));
        Assert.That((allowed["restart"].Path, allowed["restart"].Risk, allowed["sh"].Risk, allowed["cat"].Risk), Is.EqualTo(("/bin/echo", Risk.Destructive, Risk.Reversible, Risk.Observe)));
        Assert.That(allowed["restart"].Arguments, Is.EqualTo((string[])["restart"]));
        Assert.That(settings.Recovery.Command.Environment["LANG"], Is.EqualTo("C"));
        Assert.That((settings.Recovery.AtOnce, settings.Recovery.Prometheus.Url), Is.EqualTo((4, new Uri("http://127.0.0.1:9090"))));
        Assert.That(settings.Secrets, Does.Contain("secret-token"));
    }

    [Test]
    public void A_list_names_programs_by_their_file()
    {
        var (settings, findings) = SettingsText.Read("""{ "Operations": { "Command": { "Allowed": ["/bin/echo", "sh"] } } }""");

        Assert.That(findings.Mistakes, Is.Empty);
        Assert.That(settings.Recovery.Command.Allowed.Keys, Is.EquivalentTo((string[])["echo", "sh"]));
    }

    [TestCase("""{ "Operations": { "Command": { "Allowed": ["/etc/passwd"] } } }""", "Operations:Command:Allowed:0 holds \"/etc/passwd\"; allowed: a program that is there and can be executed, by its path or by a name on PATH")]
    [TestCase("""{ "Operations": { "Command": { "Allowed": { "x": "no-such-program" } } } }""", "Operations:Command:Allowed:x holds \"no-such-program\"; allowed: a program that is there")]
    [TestCase("""{ "Operations": { "Command": { "Allowed": { "x": { "Path": "/bin/sh", "Risk": "none" } } } } }""", "Operations:Command:Allowed:x:Risk holds \"none\"; allowed: Observe, Reversible, Destructive")]
    [TestCase("""{ "Operations": { "Command": { "Allowed": ["/bin/sh", "sh"] } } }""", "Operations:Command:Allowed:1 holds \"sh\", a second program of the name sh; allowed: a name of its own for each")]
    [TestCase("""{ "Operations": { "AtOnce": 0 } }""", "Operations:AtOnce holds \"0\"; allowed: ")]
    [TestCase("""{ "Operations": { "Comand": {} } }""", "Operations:Comand holds")]
    [TestCase("""{ "Recovery": { "MaxShare": 1.5 } }""", "Recovery:MaxShare holds \"1.5\"; allowed: a number above 0 and up to 1, such as 0.5")]
    [TestCase("""{ "Services": { "web": { "Recovery": { "MaxShare": 0 } } } }""", "Services:web:Recovery:MaxShare holds \"0\"; allowed: a number above 0")]
    [TestCase("""{ "Services": { "web": { "Instances": 0 } } }""", "Services:web:Instances holds \"0\"; allowed: a whole number from 1")]
    [TestCase("""{ "Recovery": { "Windows": { "kernel": { "Start": "2026-12-01T22:00Z", "End": "2026-12-01T21:00Z" } } } }""", "Recovery:Windows:kernel:End holds \"2026-12-01T21:00Z\"; allowed: the begin and the later end")]
    [TestCase("""{ "Recovery": { "Windows": { "kernel": { "Start": "tomorrow", "End": "2026-12-01T21:00Z" } } } }""", "Recovery:Windows:kernel:Start holds \"tomorrow\"; allowed: an instant with its offset")]
    [TestCase("""{ "Recovery": { "Windows": { "kernel": { "Days": "Tuesday", "Start": "2026-12-01T21:00Z" } } } }""", "Recovery:Windows:kernel:Start holds \"2026-12-01T21:00Z\"; allowed: nothing beside Days")]
    [TestCase("""{ "Recovery": { "Windows": { "kernel": { "Days": "Tusday" } } } }""", "Recovery:Windows:kernel:Days holds \"Tusday\"; allowed: Sunday")]
    [TestCase("""{ "Services": { "web": {} }, "Recovery": { "Windows": { "kernel": { "Services": "wbe", "Days": "Tuesday" } } } }""", "Recovery:Windows:kernel:Services holds \"wbe\"; allowed: names of Services; did you mean web?")]
    [TestCase("""{ "Prometheus": { "Url": "localhost:9090" } }""", "Prometheus:Url holds \"localhost:9090\"; allowed: an absolute http or https address")]
    public void A_mistake_names_the_key_what_it_holds_and_what_is_allowed(string json, string mistake) =>
        Assert.That(SettingsText.Read(json).Findings.Mistakes, Has.One.StartsWith(mistake));

    [Test]
    public void Runbooks_that_are_wrong_or_do_not_fit_the_catalog_are_found_before_an_incident_finds_them()
    {
        var folder = Directory.CreateTempSubdirectory("chatops-runbooks-").FullName;
        File.WriteAllText(Path.Combine(folder, "a.yaml"), "name: a");
        File.WriteAllText(Path.Combine(folder, "b.yaml"), Runbook("same"));
        File.WriteAllText(Path.Combine(folder, "c.yml"), Runbook("same"));
        File.WriteAllText(Path.Combine(folder, "notes.txt"), "not a runbook");
        var (settings, findings) = SettingsText.Read($$"""
            { "Runbooks": { "Path": "{{folder}}" },
              "Operations": { "Command": { "Allowed": { "sh": "/bin/sh" } } },
              "Services": { "checkout": { "Targets": { "restart": "bash", "logs": "sh" }, "Recovery": { "Runbooks": { "ServiceDown": "nobody" } } } } }
            """);

        using var runbooks = Runbooks.Read(settings, TimeProvider.System, findings);
        Directory.Delete(folder, recursive: true);

        Assert.That(runbooks.Shelf.All.Select(runbook => runbook.Name), Is.EqualTo((string[])["same"]));
        Assert.That(findings.Mistakes, Is.EqualTo((string[])
        [
            $"{folder}/a.yaml:1:1: a runbook has no says; allowed: a sentence: what it does and what that may break",
            $"{folder}/a.yaml:1:1: a runbook has no matches; allowed: challenge, and service, domain, labels",
            $"{folder}/a.yaml:1:1: a runbook has no verify step; allowed: one at least, since only a passed verify mends an incident",
            $"{folder}/c.yml:1:1: the name \"same\" is that of {folder}/b.yaml too; allowed: a name of its own for each",
            "Services:checkout:Recovery:Runbooks:ServiceDown holds \"nobody\"; allowed: names of runbooks (same)",
        ]).AsCollection);
        Assert.That(findings.Warnings, Is.EqualTo((string[])
        [
            "Services:checkout:Targets do not fit step logs of runbook same: \"run sh\" is reversible, and a step of diagnose may only look",
            "Services:checkout:Targets do not fit step restart of runbook same: program holds \"bash\"; allowed: sh",
        ]).AsCollection);
    }

    [Test]
    public void A_folder_that_is_not_there_is_named()
    {
        var (settings, findings) = SettingsText.Read("""{ "Runbooks": { "Path": "/no/such/folder" } }""");

        using var runbooks = Runbooks.Read(settings, TimeProvider.System, findings);

        Assert.That(findings.Mistakes, Is.EqualTo((string[])["Runbooks:Path holds \"/no/such/folder\"; allowed: a folder that exists"]));
    }

    private static string Runbook(string name) => $$$"""
        name: {{{name}}}
        says: Restarts it.
        matches: { challenge: ServiceDown }
        diagnose:
          - { name: logs, action: command, with: { program: "{{ targets.logs }}" } }
        act:
          - { name: restart, action: command, with: { program: "{{ targets.restart }}" } }
        verify:
          - { name: health, action: http, with: { url: "{{ targets.health }}" } }
        """;
}
