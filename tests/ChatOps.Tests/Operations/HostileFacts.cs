using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;
using ChatOps.GitHub.Actions;
using ChatOps.Operations;
using ChatOps.Operations.Ansible;
using ChatOps.Operations.Backup;
using ChatOps.Operations.Command;
using ChatOps.Operations.Git;
using ChatOps.Operations.Webhook;

namespace ChatOps.Tests.Operations;

/// <summary>Labels, log lines and annotations that try to be more than data, in every argument of every action: they stay one value there, or are refused with a sentence.</summary>
internal sealed class HostileFacts
{
    private static readonly string[] Hostile =
    [
        "; rm -rf / #", "$(reboot)", "`reboot`", "a|b&&c", "\"'", "{{ targets.restart }}", "{{ labels.evil }}", "a: [b, {c: d}]\n- e", "!!python/object", "../../../etc/passwd", "/etc/passwd",
        "..\\..\\windows", "one\ntwo\r\nthree: 4", "--force", "-o ProxyCommand=reboot", "%0d%0aSet-Cookie: a", "\0", "\u202Etxt.exe", "\u001b[31mred", "*", "$HOME", "or 1=1; DROP TABLE x", "<script>alert(1)</script>",
        "x\"} or vector(1) #", "http://169.254.169.254/latest", "@channel", "",
    ];

    // What stands in the other arguments, so that only the one that is looked at can be the reason for a refusal.
    private static readonly Dictionary<string, string> Good = new()
    {
        ["url"] = "http://127.0.0.1:1/",
        ["address"] = "127.0.0.1:1",
        ["name"] = "db.example",
        ["query"] = "up",
        ["program"] = "show",
        ["for"] = "1s",
        ["container"] = "web-1",
        ["previous"] = "web-0",
        ["image"] = "web:1",
        ["environment"] = "/etc/web.env",
        ["process"] = "web",
        ["path"] = "/var/lib/web",
        ["hook"] = "purge",
        ["what"] = "restart it",
        ["repository"] = "shop/web",
        ["git repository"] = "settings",
        ["database"] = "orders",
        ["set"] = "nightly",
        ["plan"] = "site",
        ["deployment"] = "prod/shop/web",
        ["run"] = "1",
    };

    private static readonly HostSystems Host = new(new("/run/none.sock"), new("/run/none.sock", null, null), new Dictionary<string, WebhookTarget> { ["purge"] = new(new Uri("http://127.0.0.1:1/"), "secret", Risk.Reversible) }, TimeZoneInfo.Utc)
    {
        Targets = new HashSet<string> { "web-1", "web-0", "web:1", "/etc/web.env", "web", "/var/lib/web" },
    };

    private static readonly ManagedSystems Managed = new()
    {
        Postgres = new(new Dictionary<string, string> { ["orders"] = "Host=127.0.0.1" }),
        Git = new(new Dictionary<string, GitRepository> { ["settings"] = new("/var/lib/settings", "good", [], null) }, new Dictionary<string, string>()),
        Ansible = new(new Dictionary<string, AnsiblePlan> { ["site"] = new("/etc/site.yml", null, null, []) }, new Dictionary<string, string>()),
        Backup = new(new Dictionary<string, BackupSet> { ["nightly"] = new("/var/backups/*.dump", TimeSpan.FromDays(1), 50, null, [], []) }),
    };

    private static readonly Service Web = Service.Unlisted("web") with { InCatalog = true };

    private static IReadOnlyList<IAction> Actions() =>
    [
        .. OperationsActions.All(new CommandOptions(new Dictionary<string, AllowedProgram> { ["show"] = new("/bin/echo", [], Risk.Observe) }, new Dictionary<string, string>()), new(new Uri("http://127.0.0.1:1"), null, TimeZoneInfo.Utc), Host, Managed, TimeProvider.System),
        .. GitHubActions.All(null, TimeProvider.System),
    ];

    private static IEnumerable<TestCaseData> Table() =>
        Actions().SelectMany(action => action.Arguments.Where(rule => !rule.Fixed).Select(rule => new TestCaseData(action.Name, rule.Name).SetArgDisplayNames(action.Name, rule.Name)));

    [TestCaseSource(nameof(Table))]
    public void They_stay_one_value_or_are_refused_with_a_sentence(string name, string argument)
    {
        var action = Actions().Single(one => one.Name == name);
        var rule = action.Arguments.Single(one => one.Name == argument);
        foreach (var evil in Hostile)
        {
            var (ready, why) = PreparedStep.From(StepWith(action, rule), Usable.Of(action), Facts(evil), 1, []);

            if (ready is null)
            {
                Assert.That(why!.Reason, Has.Length.GreaterThan(10), evil);
                continue;
            }

            Assert.That(ValuesOf(ready.Arguments, argument), Is.EqualTo((string[])[action.Insert(argument, "", evil, false)]), evil);
            Assert.That(ready.Arguments.Values.Keys, Is.EquivalentTo(StepWith(action, rule).Arguments.Keys), "no further argument appeared");
        }
    }

    [Test]
    public void Nothing_of_a_sender_names_what_is_acted_on()
    {
        string[] places = ["container", "process", "path", "image", "previous", "environment", "hook", "program", "database", "set", "plan", "repository"];
        foreach (var action in Actions())
        {
            foreach (var rule in action.Arguments.Where(rule => !rule.Fixed && places.Contains(rule.Name) && !(action.Name.StartsWith("github-", StringComparison.Ordinal) && rule.Name == "environment")))
            {
                foreach (var evil in Hostile)
                {
                    Assert.That(PreparedStep.From(StepWith(action, rule), Usable.Of(action), Facts(evil), 1, []).Ready, Is.Null, $"{action.Name} {rule.Name} takes {evil}");
                }
            }
        }
    }

    [Test]
    public async Task A_webhook_says_them_as_texts_of_its_JSON()
    {
        List<string> heard = [];
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            using var document = await System.Text.Json.JsonDocument.ParseAsync(context.Request.Body);
            lock (heard) heard.Add(document.RootElement.GetProperty("line").GetString()!);
        });
        using var webhook = new WebhookAction(new Dictionary<string, WebhookTarget> { ["purge"] = new(server.Address, "secret", Risk.Reversible) }, TimeProvider.System);

        foreach (var evil in Hostile) await webhook.RunAsync(ActionArguments.Of(("hook", "purge")).With("body", new ArgumentValue.Map([new("line", evil)])), default);

        Assert.That(heard, Is.EqualTo(Hostile));
    }

    private static AttemptFacts Facts(string evil) =>
        new(new IncidentId(1), "", Web, Challenge.ServiceDown, Severity.Critical, new Dictionary<string, string> { ["evil"] = evil });

    private static Step StepWith(IAction action, ArgumentRule rule)
    {
        var arguments = new Dictionary<string, ArgumentTemplate>();
        foreach (var other in action.Arguments.Where(other => other.Required && other.Name != rule.Name)) arguments[other.Name] = Text(other.Choices?[0] ?? Good.GetValueOrDefault($"{action.Name} {other.Name}") ?? Good[other.Name]);
        arguments[rule.Name] = rule.Kind switch
        {
            ArgumentKind.List => new ArgumentTemplate.List([Parsed("{{ labels.evil }}")]),
            ArgumentKind.Map => new ArgumentTemplate.Map([new("line", Parsed("{{ labels.evil }}"))]),
            _ => Text("{{ labels.evil }}"),
        };
        return new("look", StepPhase.Diagnose, action.Name, null, arguments, Step.UsualTimeout, null, null, false, null);
    }

    private static ArgumentTemplate.Text Text(string text) => new(Parsed(text));

    private static Template Parsed(string text) => Template.TryParse(text, out var template, out var problem) ? template : throw new ArgumentException(problem);

    private static IEnumerable<string> ValuesOf(ActionArguments arguments, string name) => arguments.Values[name] switch
    {
        ArgumentValue.Text text => [text.Value],
        ArgumentValue.List list => list.Items,
        ArgumentValue.Map map => map.Items.Select(pair => pair.Value),
        _ => [],
    };

    /// <summary>The action as a configuration that connects everything has it.</summary>
    private sealed class Usable(IAction action) : IAction
    {
        public string Name => action.Name;

        public IReadOnlyList<ArgumentRule> Arguments => action.Arguments;

        public IReadOnlyList<string> Values => action.Values;

        public static Usable Of(IAction action) => new(action);

        public Risk? RiskOf(ActionArguments arguments) => action.RiskOf(arguments);

        public IReadOnlyList<ArgumentMistake> Validate(ActionArguments arguments) => action.Validate(arguments);

        public string Insert(string argument, string before, string value, bool fromCatalog) => action.Insert(argument, before, value, fromCatalog);

        public string Preview(ActionArguments arguments) => action.Preview(arguments);

        public Task<ActionResult> RunAsync(ActionArguments arguments, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
