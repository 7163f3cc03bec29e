using ChatOps.Core.Recovery;
using ChatOps.Operations;
using ChatOps.Operations.Command;
using ChatOps.Operations.Prometheus;

namespace ChatOps.Bot.Configuration;

/// <summary>What self-recovery works with (configuration <c>Runbooks</c>, <c>Operations</c>, <c>Prometheus</c>).</summary>
/// <param name="RunbooksPath">The folder of runbooks, relative to the current directory; <c>runbooks/</c> beside the program by default.</param>
/// <param name="Command">What the action <c>command</c> may start; nothing by default.</param>
/// <param name="Prometheus">The Prometheus that runbooks ask; none by default.</param>
/// <param name="Host">What keeps services running; nothing is connected by default.</param>
/// <param name="Managed">The systems that runbooks look into by the names of the configuration; none by default.</param>
/// <param name="AtOnce">How many attempts run at the same time, 1 to 1000; 32 by default.</param>
internal sealed record RecoverySettings(string RunbooksPath, CommandOptions Command, PrometheusOptions Prometheus, HostSystems Host, ManagedSystems Managed, int AtOnce)
{
    public static RecoverySettings Read(KeyReader keys, TimeZoneInfo displayZone)
    {
        var path = keys.Section("Runbooks", runbooks => runbooks.Text("Path")) ?? Path.Combine(AppContext.BaseDirectory, "runbooks");
        var prometheus = keys.Section("Prometheus", section => new PrometheusOptions(section.Address("Url"), section.Secret("Token"), displayZone));
        return keys.Section("Operations", operations => new RecoverySettings(
            path,
            operations.Section("Command", command => new CommandOptions(command.Section("Allowed", Programs), command.Texts("Environment"))),
            prometheus,
            HostSettings.Read(operations, displayZone),
            ManagedSettings.Read(operations),
            operations.Number("AtOnce", 32, 1, 1000)));
    }

    /// <summary>Programs: a list of names or paths, or names with a path, or names with <c>Path</c>, <c>Arguments</c> and <c>Risk</c>.</summary>
    private static Dictionary<string, AllowedProgram> Programs(KeyReader keys)
    {
        var programs = new Dictionary<string, AllowedProgram>(StringComparer.Ordinal);
        foreach (var key in keys.Keys.ToArray())
        {
            var (path, arguments, risk) = keys.Text(key) is { } text
                ? (text, [], Risk.Reversible)
                : keys.Section(key, program => (program.Text("Path") ?? key, program.List("Arguments"), program.Choice("Risk", Risk.Reversible)));
            var name = key.All(char.IsAsciiDigit) ? Path.GetFileName(path) : key;
            if (AllowedProgram.Resolve(path) is not { } file)
            {
                keys.Findings.Mistake($"{keys.PathOf(key)} holds {KeyReader.Shown(path)}; allowed: a program that is there and can be executed, by its path or by a name on PATH");
            }
            else if (!programs.TryAdd(name, new(file, arguments, risk)))
            {
                keys.Findings.Mistake($"{keys.PathOf(key)} holds {KeyReader.Shown(path)}, a second program of the name {name}; allowed: a name of its own for each");
            }
        }

        return programs;
    }
}
