using ChatOps.Alerting;
using ChatOps.Bot.Configuration;
using ChatOps.Bot.Recovery;
using ChatOps.Bot.Sources;
using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Bot.Cli;

/// <summary>What <c>runbook test</c> is asked for.</summary>
/// <param name="Runbook">The runbook: a name, or a file.</param>
/// <param name="Service">A service of the catalog; null: the alert's.</param>
/// <param name="Alert">A file with an alert, as the bot's webhooks take it; null: none.</param>
/// <param name="Act">True: acting steps act.</param>
internal sealed record RunbookTestRequest(string Runbook, string? Service, FileInfo? Alert, bool Act);

/// <summary>What <c>runbook test</c> runs, and for what.</summary>
/// <param name="Runbook">The runbook.</param>
/// <param name="Facts">What its steps may ask.</param>
/// <param name="Rules">The service's rules.</param>
internal sealed record RunbookTestSubject(Runbook Runbook, AttemptFacts Facts, RecoveryRules Rules)
{
    /// <summary>A file may hold what one of these paths takes.</summary>
    private static readonly SourceKind[] Forms = [SourceKind.Alert, SourceKind.Prometheus, SourceKind.Alertmanager, SourceKind.Grafana];

    /// <summary>Finds it; what is wrong is written to <paramref name="output"/>, and null comes back.</summary>
    public static async Task<RunbookTestSubject?> FindAsync(RunbookTestRequest request, Settings settings, Runbooks runbooks, TimeProvider time, TextWriter output, CancellationToken cancellationToken)
    {
        if (await RunbookOf(request.Runbook, runbooks, output, cancellationToken).ConfigureAwait(false) is not { } runbook) return null;
        FiledAlert? filed = null;
        if (request.Alert is { } file)
        {
            filed = await AlertOf(file, new Samples(settings, time), output, cancellationToken).ConfigureAwait(false);
            if (filed is null) return null;
        }

        var entry = request.Service is { } typed ? settings.Services.FirstOrDefault(known => string.Equals(known.Service.Name, typed, StringComparison.OrdinalIgnoreCase)) : null;
        if (request.Service is not null && entry is null) return Unknown<RunbookTestSubject>("service", request.Service, settings.Services.Select(known => known.Service.Name), output);
        if (entry is null && filed is null)
        {
            await output.WriteLineAsync("--service or --alert is needed: a runbook runs for a service.").ConfigureAwait(false);
            return null;
        }

        var service = entry?.Service ?? filed!.Service;
        var rules = settings.Services.FirstOrDefault(known => known.Service.Name == service.Name)?.Recovery ?? RecoveryRules.Default;
        var labels = filed?.Alert.Labels ?? LabelSet.Empty;
        var challenge = filed?.Key.Challenge ?? runbook.Match.Challenges[0];
        if (filed is not null) await TellAsync(runbook, filed, service, output).ConfigureAwait(false);
        var facts = new AttemptFacts(new IncidentId(1), filed?.Key.Environment ?? "", service, challenge, filed?.Severity ?? Severity.Critical, labels.ToDictionary(label => label.Key, label => label.Value));
        return new(runbook, facts, rules);
    }

    private static async Task TellAsync(Runbook runbook, FiledAlert filed, Service service, TextWriter output)
    {
        await output.WriteLineAsync($"{Samples.HeadOf(filed)}").ConfigureAwait(false);
        await output.WriteLineAsync($"  it is {filed.Key.Challenge} of {OutsideText.Line(service.Name)}{(service.InCatalog ? "" : ", which is not in the catalog: nothing may act on it")}, by {OutsideText.Line(filed.ClassifiedBy)}").ConfigureAwait(false);
        if (!runbook.Match.Fits(filed.Key.Challenge, service, filed.Alert.Labels)) await output.WriteLineAsync($"  {runbook.Name} is not for this ({string.Join(", ", runbook.Match.Challenges)}): it would not run by itself").ConfigureAwait(false);
    }

    private static async Task<Runbook?> RunbookOf(string name, Runbooks runbooks, TextWriter output, CancellationToken cancellationToken)
    {
        if (!File.Exists(name)) return runbooks.Shelf.Find(name) ?? Unknown<Runbook>("runbook", name, runbooks.Shelf.All.Select(known => known.Name), output);
        var runbook = runbooks.Parse(name, await File.ReadAllTextAsync(name, cancellationToken).ConfigureAwait(false), out var mistakes);
        if (runbook is null) foreach (var mistake in mistakes) await output.WriteLineAsync($"{mistake}").ConfigureAwait(false);
        return runbook;
    }

    private static async Task<FiledAlert?> AlertOf(FileInfo file, Samples samples, TextWriter output, CancellationToken cancellationToken)
    {
        if (!file.Exists)
        {
            await output.WriteLineAsync($"There is no file {file.FullName}").ConfigureAwait(false);
            return null;
        }

        var body = await File.ReadAllBytesAsync(file.FullName, cancellationToken).ConfigureAwait(false);
        string? problem = null;
        foreach (var form in Forms)
        {
            IHeaderDictionary headers = new HeaderDictionary();
            headers.ContentType = "application/json";
            var (sample, filed) = await samples.ReadAsync(samples.Find(form.ToString())!, headers, body, cancellationToken).ConfigureAwait(false);
            if (filed.Count > 0) return filed[0];
            problem ??= sample.Problem;
        }

        await output.WriteLineAsync($"{file.Name} holds no alert: {OutsideText.Line(problem ?? "nothing came of it", 1000)}").ConfigureAwait(false);
        return null;
    }

    private static T? Unknown<T>(string kind, string name, IEnumerable<string> known, TextWriter output)
        where T : class
    {
        var all = known.ToArray();
        var nearest = NearestName.Of(name, all);
        output.WriteLine($"There is no {kind} {KeyReader.Shown(name)}; {(nearest is not null ? $"did you mean {nearest}?" : all.Length == 0 ? "there is none at all." : $"there are {string.Join(", ", all)}.")}");
        return null;
    }
}
