using System.Globalization;

namespace ChatOps.AcceptanceTests.Harness;

/// <summary>
/// Fifty services that need each other: five trees of ten, in each of which every service needs its parent and a service is well as long as its tree's root
/// is. What acts on them is a program that writes down by itself when it began and ended; it mends a root that can be mended.
/// </summary>
internal sealed class Forest : IDisposable
{
    /// <summary>The trees, by number: 0 to 2 can be mended by acting on the root, of 3 most instances fire at once, 4 cannot be mended.</summary>
    public const int Trees = 5;

    public const int Size = 10;

    public const int Wide = 3;

    public const int Stubborn = 4;

    private readonly TemporaryFolder folder = new();

    public Forest()
    {
        Program("well", "[ ! -e \"$D/broken-$1\" ]");
        Program("act", """
            echo "$(/usr/bin/date +%s%N) begin $1 $$" >> "$D/acts.log"
            /usr/bin/sleep 1
            while [ -e "$D/hold" ]; do /usr/bin/sleep 0.1; done
            case "$1" in t0-0|t1-0|t2-0) /usr/bin/rm -f "$D/broken-$1";; esac
            echo "$(/usr/bin/date +%s%N) end $1 $$" >> "$D/acts.log"
            """);
        folder.Write("runbooks/restart.yaml", """
            name: restart
            says: Acts on a service of the forest.
            matches: { challenge: [ServiceDown, ContainerFailure, NetworkIssue, PerformanceIssue, ConfigurationError] }
            diagnose:
              - { name: health, action: command, with: { program: well, arguments: ["{{ targets.root }}"] } }
            act:
              - { name: restart, action: command, when: not steps.health.passed, title: "restart {{ targets.unit }}", with: { program: act, arguments: ["{{ targets.unit }}"] } }
            verify:
              - { name: healthy, action: command, with: { program: well, arguments: ["{{ targets.root }}"] }, repeat: 1, interval: 1s, for: 3s }
            """);
        for (var tree = 0; tree < Trees; tree++) folder.Write($"broken-{Name(tree, 0)}", "");
    }

    public static IReadOnlyList<string> Challenges { get; } = ["ServiceDown", "ContainerFailure", "NetworkIssue", "PerformanceIssue", "ConfigurationError"];

    public static IReadOnlyList<string> Environments { get; } = ["prod", "stage"];

    public static string Name(int tree, int number) => string.Create(CultureInfo.InvariantCulture, $"t{tree}-{number}");

    /// <summary>Whether acting on it mends its tree.</summary>
    public static bool Mends(string service) => service is "t0-0" or "t1-0" or "t2-0";

    public static string RootOf(string service) => service[..3] + "0";

    public BotSettings Settings
    {
        get
        {
            var settings = new BotSettings().With("Runbooks:Path", folder.File("runbooks")).WithProgram("act", folder.File("act")).WithProgram("well", folder.File("well")).With("Operations:Command:Allowed:well:Risk", "Observe");
            foreach (var (tree, number) in All())
            {
                settings = settings.WithService(Name(tree, number), "backend", "standard", ("unit", Name(tree, number)), ("root", Name(tree, 0)));
                if (number > 0) settings = settings.With($"Services:{Name(tree, number)}:DependsOn:0", Name(tree, (number - 1) / 2));
            }

            return settings.With($"Services:{Name(Wide, 0)}:Instances", "4");
        }
    }

    public static IEnumerable<(int Tree, int Number)> All() => Enumerable.Range(0, Trees).SelectMany(tree => Enumerable.Range(0, Size).Select(number => (tree, number)));

    /// <summary>Whether one of the two services needs the other.</summary>
    public static bool AreRelatives(string one, string other) => one[..2] == other[..2] && (Above(Number(one)).Contains(Number(other)) || Above(Number(other)).Contains(Number(one)));

    /// <summary>People mend the root of a tree themselves.</summary>
    public void Mend(int tree) => File.Delete(folder.File($"broken-{Name(tree, 0)}"));

    /// <summary>What begins to act from now on does not end before <see cref="Release"/>.</summary>
    public void Hold() => folder.Write("hold", "");

    public void Release() => File.Delete(folder.File("hold"));

    /// <summary>When what was acted on, as the program that acts wrote it down. One that has no end was ended with the bot, or goes on.</summary>
    public IReadOnlyList<Act> Acts()
    {
        var file = folder.File("acts.log");
        if (!File.Exists(file)) return [];
        var lines = File.ReadAllLines(file).Select(line => line.Split(' ')).ToArray();
        return
        [
            .. lines.Where(line => line[1] == "begin").Select(begin => new Act(
                begin[2],
                At(begin[0]),
                lines.FirstOrDefault(end => end[1] == "end" && end[2] == begin[2] && end[3] == begin[3]) is { } ended ? At(ended[0]) : null)),
        ];
    }

    public void Dispose() => folder.Dispose();

    private static IEnumerable<int> Above(int number)
    {
        while (number > 0) yield return number = (number - 1) / 2;
    }

    private static int Number(string service) => int.Parse(service[3..], CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string nanoseconds) => DateTimeOffset.UnixEpoch.AddTicks(long.Parse(nanoseconds, CultureInfo.InvariantCulture) / 100);

    private void Program(string name, string body)
    {
        folder.Write(name, $"#!/bin/bash\nD='{folder.Path}'\n{body}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder.File(name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

/// <summary>One time that something acted.</summary>
internal sealed record Act(string Service, DateTimeOffset Began, DateTimeOffset? Ended);
