using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ChatOps.Core.Recovery;
using ChatOps.Operations.Programs;

namespace ChatOps.Operations.Ansible;

/// <summary>What ansible-playbook said: the tasks that changed something (or would), and how each host ended.</summary>
/// <param name="Text">All of it.</param>
/// <param name="Tasks">The tasks that changed a host, each once, with the hosts.</param>
/// <param name="Hosts">How the hosts ended.</param>
/// <param name="Problem">Why it says nothing about the machines, or null.</param>
internal sealed partial record AnsibleRecap(string Text, IReadOnlyList<string> Tasks, IReadOnlyList<AnsibleHost> Hosts, string? Problem)
{
    /// <summary>The same for the same drift: names of temporary files change from run to run and do not count.</summary>
    public string Fingerprint
    {
        get
        {
            var lines = Text.Split('\n').Select(line => line.TrimEnd()).Where(line => !line.StartsWith("--- before", StringComparison.Ordinal) && !line.StartsWith("+++ after", StringComparison.Ordinal));
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..16];
        }
    }

    public static AnsibleRecap Read(ProgramEnd end)
    {
        List<string> tasks = [];
        var task = "";
        foreach (var line in end.Output.Split('\n'))
        {
            if (Task().Match(line) is { Success: true } named) task = named.Groups["name"].Value;
            else if (Changed().Match(line) is { Success: true } changed) tasks.Add($"{OutsideText.Line(task, 80)} on {OutsideText.Line(changed.Groups["host"].Value, 60)}");
        }

        AnsibleHost[] hosts = [.. Recap().Matches(end.Output).Select(match => new AnsibleHost(
            match.Groups["host"].Value, Number(match, "ok"), Number(match, "changed"), Number(match, "unreachable"), Number(match, "failed")))];
        var failed = hosts.FirstOrDefault(host => host.Failed > 0 || host.Unreachable > 0);
        var said = end.All.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith("fatal:", StringComparison.Ordinal) || line.StartsWith("ERROR!", StringComparison.Ordinal)) ?? end.Last;
        // What a module says of its failure stands in a message among much else.
        if (Message().Match(said) is { Success: true } message) said = Regex.Unescape(message.Groups["text"].Value);
        var problem = failed is { Unreachable: > 0 } ? $"{failed.Name} cannot be reached: {OutsideText.Line(said, 200)}"
            : failed is not null ? $"{failed.Name} failed at \"{OutsideText.Line(task, 80)}\": {OutsideText.Line(said, 200)}"
            : !end.Good ? string.Create(CultureInfo.InvariantCulture, $"ansible-playbook ended with {end.ExitCode}: {OutsideText.Line(said, 200)}")
            : hosts.Length == 0 ? "it applies to no host"
            : null;
        return new(end.All, [.. tasks.Distinct(StringComparer.Ordinal)], hosts, problem);
    }

    /// <summary>As the result of a check.</summary>
    public ActionResult Checked(string plan)
    {
        if (Problem is not null) return new(false, $"the plan {plan} cannot be checked: {Problem}", Text);
        var values = new Dictionary<string, string> { ["value"] = Count(Tasks.Count), ["hosts"] = Count(Hosts.Count) };
        if (Tasks.Count == 0) return new(true, $"the plan {plan} is clean on {Machines(Hosts.Count)}", null, values);
        values["shown"] = Fingerprint;
        return new(false, $"{Machines(Hosts.Count(host => host.Changed > 0))} drifted from the plan {plan}; it would change: {Named()}", Text, values);
    }

    /// <summary>As the result of carrying it out.</summary>
    public ActionResult Applied(string plan) => Problem is not null
        ? new(false, $"the plan {plan} was not carried out whole: {Problem}" + (Tasks.Count > 0 ? $"; changed before that: {Named()}" : ""), Text)
        : new(true, $"the plan {plan} was carried out on {Machines(Hosts.Count)}; " + (Tasks.Count == 0 ? "nothing had to be changed" : $"changed: {Named()}"), Text, new Dictionary<string, string> { ["value"] = Count(Tasks.Count), ["hosts"] = Count(Hosts.Count) });

    private string Named() => string.Join(", ", Tasks.Take(4)) + (Tasks.Count > 4 ? string.Create(CultureInfo.InvariantCulture, $" and {Tasks.Count - 4} more") : "");

    private static string Machines(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "host" : "hosts")}");

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?:TASK|RUNNING HANDLER) \[(?<name>.*)\] \**\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Task();

    [GeneratedRegex(@"""msg"":\s*""(?<text>(?:[^""\\]|\\[nrt""\\/])*)""", RegexOptions.CultureInvariant)]
    private static partial Regex Message();

    [GeneratedRegex(@"^changed: \[(?<host>[^\]]+)\]", RegexOptions.CultureInvariant)]
    private static partial Regex Changed();

    [GeneratedRegex(@"^(?<host>\S+)\s+: ok=(?<ok>\d+)\s+changed=(?<changed>\d+)\s+unreachable=(?<unreachable>\d+)\s+failed=(?<failed>\d+)", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Recap();
}

/// <summary>How one host ended.</summary>
/// <param name="Name">The host.</param>
/// <param name="Ok">Tasks that hold, those that changed included.</param>
/// <param name="Changed">Tasks that changed it, or would.</param>
/// <param name="Unreachable">1 when it could not be reached.</param>
/// <param name="Failed">Tasks that failed.</param>
internal sealed record AnsibleHost(string Name, int Ok, int Changed, int Unreachable, int Failed);
