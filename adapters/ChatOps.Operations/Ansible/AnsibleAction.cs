using ChatOps.Core.Recovery;
using ChatOps.Operations.Command;
using ChatOps.Operations.Programs;

namespace ChatOps.Operations.Ansible;

/// <summary>
/// Holds machines against a playbook in Ansible's check mode, which tells drift as a difference, or carries the playbook out: only what was shown to
/// whoever approved it, when the step hands that over.
/// </summary>
internal sealed class AnsibleAction(AnsibleOptions options, TimeProvider time) : IAction
{
    private const string Apply = "apply";

    private static readonly string? Program = AllowedProgram.Resolve("ansible-playbook");

    public string Name => "ansible";

    public string? Unavailable => options.Plans.Count == 0 ? "Operations:Ansible:Plans is empty" : Program is null ? "the program ansible-playbook is not there" : null;

    public IReadOnlyList<ArgumentRule> Arguments { get; } =
    [
        new("plan", ArgumentKind.Text, "A plan of Operations:Ansible:Plans, by its name.", Required: true),
        new("do", ArgumentKind.Choice, "What to do; check unless it says otherwise.", Choices: ["check", Apply], Fixed: true),
        new("shown", ArgumentKind.Text, "For apply: the drift that a check showed; it is carried out only if it is the same still."),
    ];

    public IReadOnlyList<string> Values { get; } = ["value", "shown", "hosts"];

    public Risk? RiskOf(ActionArguments arguments) => arguments.Text("do") == Apply ? Risk.Destructive : Risk.Observe;

    public IReadOnlyList<ArgumentMistake> Validate(ActionArguments arguments)
    {
        List<ArgumentMistake> mistakes = [];
        if (options.Plans.Count > 0 && arguments.Text("plan") is { } name && !options.Plans.ContainsKey(name))
        {
            mistakes.Add(new("plan", $"plan holds \"{OutsideText.Line(name, 80)}\"; allowed: {string.Join(", ", options.Plans.Keys.Order(StringComparer.Ordinal))}"));
        }

        if (arguments.Values.ContainsKey("shown") && arguments.Text("do") != Apply) mistakes.Add(new("shown", "shown stands beside check; allowed: beside do: apply"));
        return mistakes;
    }

    public string Preview(ActionArguments arguments) => arguments.Text("do") == Apply ? $"carry out the plan {arguments.Text("plan")}" : $"hold the machines against the plan {arguments.Text("plan")}";

    public async Task<ActionResult> RunAsync(ActionArguments arguments, CancellationToken cancellationToken)
    {
        var (name, plan) = (arguments.Text("plan")!, options.Plans[arguments.Text("plan")!]);
        if (!File.Exists(plan.Playbook)) return new(false, $"the playbook {plan.Playbook} is not there");
        if (arguments.Text("do") != Apply) return (await PlayAsync(plan, check: true, cancellationToken).ConfigureAwait(false)).Checked(name);
        if (arguments.Text("shown") is { } shown)
        {
            var now = await PlayAsync(plan, check: true, cancellationToken).ConfigureAwait(false);
            if (now.Problem is null && now.Fingerprint != shown) return new(false, $"the drift of {name} is not the one that was shown any more; nothing was carried out", now.Text);
        }

        return (await PlayAsync(plan, check: false, cancellationToken).ConfigureAwait(false)).Applied(name);
    }

    private async Task<AnsibleRecap> PlayAsync(AnsiblePlan plan, bool check, CancellationToken cancellationToken)
    {
        var scratch = Directory.CreateTempSubdirectory("chatops-ansible-");
        try
        {
            var configuration = Path.Combine(Path.GetDirectoryName(plan.Playbook)!, "ansible.cfg");
            List<string> arguments = ["--diff"];
            if (check) arguments.Add("--check");
            if (plan.Inventory is not null) arguments.AddRange(["--inventory", plan.Inventory]);
            else if (!File.Exists(configuration)) arguments.AddRange(["--inventory", "localhost,", "--connection", "local"]);
            if (plan.Limit is not null) arguments.AddRange(["--limit", plan.Limit]);
            if (plan.Tags.Count > 0) arguments.AddRange(["--tags", string.Join(',', plan.Tags)]);
            arguments.AddRange(["--", plan.Playbook]);
            return AnsibleRecap.Read(await ProgramRun.RunAsync(Program!, arguments, Environment(scratch.FullName, File.Exists(configuration) ? configuration : null), time, cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private Dictionary<string, string> Environment(string scratch, string? configuration)
    {
        var all = new Dictionary<string, string>(options.Environment, StringComparer.Ordinal);
        foreach (var (name, value) in ((string, string)[])
        [
            ("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin"), ("LANG", "C.UTF-8"), ("HOME", scratch),
            ("ANSIBLE_LOCAL_TEMP", Path.Combine(scratch, "local")), ("ANSIBLE_REMOTE_TEMP", Path.Combine(Path.GetTempPath(), "chatops-ansible-remote")),
            ("ANSIBLE_NOCOLOR", "1"), ("ANSIBLE_NOCOWS", "1"), ("ANSIBLE_RETRY_FILES_ENABLED", "0"), ("ANSIBLE_LOCALHOST_WARNING", "0"),
            // What the recap is read from.
            ("ANSIBLE_STDOUT_CALLBACK", "default"),
        ])
        {
            all.TryAdd(name, value);
        }

        if (configuration is not null) all.TryAdd("ANSIBLE_CONFIG", configuration);
        return all;
    }
}
