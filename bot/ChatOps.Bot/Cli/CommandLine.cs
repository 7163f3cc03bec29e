using System.CommandLine;
using ChatOps.Bot.Configuration;
using ChatOps.Bot.Demo;

namespace ChatOps.Bot.Cli;

/// <summary>The program's arguments: without a command it runs the bot. What is no argument of its own is configuration (<c>--Slack:BotToken=…</c>).</summary>
internal static class CommandLine
{
    private static readonly Option<FileInfo?> File = new("--config")
    {
        Description = "The configuration file, instead of appsettings.json beside the program",
        Recursive = true,
    };

    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("An incident bot: takes alerts and chat commands, tries self-recovery, and mentions, level by level, who can help.");
        root.Options.Add(File);
        Add(root, null, RunCommand.RunAsync);
        Add(root, Command("demo", "A guided tour on real parts: breaks two small services of its own, one that self-recovery mends and one that climbs to the user"), DemoCommand.RunAsync);
        Add(root, Command("check", "Reads the configuration, asks what it will talk to, and says what is wrong, a line each; exit code 1 if anything is"), (launch, token) => CheckCommand.RunAsync(launch, Console.Out, token));
        Add(root, Command("migrate", "Brings the database's tables up to date without starting the bot"), (launch, token) => MigrateCommand.RunAsync(launch, Console.Out, token));
        Add(root, Command("health", "Asks the running bot whether it lives; exit code 1 if it does not answer"), (launch, token) => HealthCommand.RunAsync(launch, Console.Out, token));
        Add(root, Command("version", "Says which version this is"), (_, _) => VersionCommand.RunAsync(Console.Out));
        root.Subcommands.Add(RunbookTest());
        root.Subcommands.Add(SourceTest());
        root.Subcommands.Add(DemoService());
        root.Subcommands.Add(DemoControl());
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    private static Command RunbookTest()
    {
        var runbook = new Argument<string>("name or file") { Description = "The runbook, by its name or as a file" };
        var service = new Option<string>("--service") { Description = "The service of the catalog to run it for; by default the alert's" };
        var alert = new Option<FileInfo>("--alert") { Description = "A file with the alert to run it for, as a webhook takes it" };
        var dry = new Option<bool>("--dry-run") { Description = "Acting steps only say what they would do; so it is unless --act is given" };
        var act = new Option<bool>("--act") { Description = "Let acting steps act" };
        var test = new Command("test", "Runs a runbook now and tells each step; nothing is stored") { Arguments = { runbook }, Options = { service, alert, dry, act }, TreatUnmatchedTokensAsErrors = false };
        test.Validators.Add(result =>
        {
            if (result.GetValue(dry) && result.GetValue(act)) result.AddError("--dry-run and --act exclude each other.");
        });
        test.SetAction((parsed, cancellationToken) => Failures.ExplainAsync(
            () => RunbookTestCommand.RunAsync(LaunchOf(parsed), new(parsed.GetRequiredValue(runbook), parsed.GetValue(service), parsed.GetValue(alert), parsed.GetValue(act)), Console.Out, cancellationToken),
            Console.Error));
        return new Command("runbook", "Works with runbooks") { Subcommands = { test } };
    }

    private static Command SourceTest()
    {
        var source = new Argument<string>("name") { Description = "The source, or a kind such as datadog" };
        var body = new Option<FileInfo>("--body") { Description = "A file with a message as the tool sends it", Required = true };
        var headers = new Option<string[]>("--header") { Description = "A header that it comes with, \"Name: value\"; may stand several times" };
        var test = new Command("test", "Shows what a source would make of a message; exit code 1 when nothing fits") { Arguments = { source }, Options = { body, headers }, TreatUnmatchedTokensAsErrors = false };
        test.SetAction((parsed, cancellationToken) => Failures.ExplainAsync(
            () => SourceTestCommand.RunAsync(LaunchOf(parsed), parsed.GetRequiredValue(source), parsed.GetRequiredValue(body), parsed.GetValue(headers) ?? [], Console.Out, cancellationToken),
            Console.Error));
        return new Command("source", "Works with sources of alerts") { Subcommands = { test } };
    }

    private static Launch LaunchOf(ParseResult parsed) => new() { Arguments = parsed.UnmatchedTokens, SettingsFile = parsed.GetValue(File)?.FullName };

    private static Command DemoService()
    {
        var port = new Option<int>("--port") { Required = true };
        var database = new Option<string>("--database") { Required = true };
        var command = new Command(Demo.DemoService.Command, "The demo's service; the demo starts it") { Hidden = true, Options = { port, database } };
        command.SetAction((parsed, cancellationToken) => Demo.DemoService.RunAsync(parsed.GetRequiredValue(port), parsed.GetRequiredValue(database), cancellationToken));
        return command;
    }

    private static Command DemoControl()
    {
        var pipe = new Argument<string>("pipe");
        var service = new Argument<string>("service");
        var command = new Command(Demo.DemoControl.Command, "Restarts the demo's service; its runbook calls it") { Hidden = true, Arguments = { pipe, service } };
        command.SetAction((parsed, cancellationToken) => Demo.DemoControl.RestartAsync(parsed.GetRequiredValue(pipe), parsed.GetRequiredValue(service), Console.Out, cancellationToken));
        return command;
    }

    private static Command Command(string name, string description) => new(name, description);

    private static void Add(RootCommand root, Command? command, Func<Launch, CancellationToken, Task<int>> run)
    {
        if (command is not null) root.Subcommands.Add(command);
        var target = command ?? root;
        target.TreatUnmatchedTokensAsErrors = false;
        target.SetAction(async (parsed, cancellationToken) =>
        {
            var rest = parsed.UnmatchedTokens;
            if (Stray(rest) is { } stray)
            {
                var names = root.Subcommands.Where(known => !known.Hidden).Select(known => known.Name).ToArray();
                var nearest = NearestName.Of(stray, names);
                await Console.Error.WriteLineAsync($"\"{stray}\" is no command; {(nearest is null ? $"there are {string.Join(", ", names)}" : $"did you mean {nearest}?")}").ConfigureAwait(false);
                return 1;
            }

            return await Failures.ExplainAsync(() => run(LaunchOf(parsed), cancellationToken), Console.Error).ConfigureAwait(false);
        });
    }

    /// <summary>The first token that is neither <c>--Key=value</c> nor <c>--Key value</c>.</summary>
    private static string? Stray(IReadOnlyList<string> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var isKey = tokens[i].StartsWith("--", StringComparison.Ordinal) && tokens[i].Length > 2;
            if (!isKey) return tokens[i];
            if (!tokens[i].Contains('=', StringComparison.Ordinal)) i++;
        }

        return null;
    }
}
