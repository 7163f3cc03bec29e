using System.Globalization;
using ChatOps.Alerting;
using ChatOps.Bot.Configuration;
using ChatOps.Bot.Hosting;
using ChatOps.Bot.Intake;
using ChatOps.Core.Alerts;
using ChatOps.Core.Masking;

namespace ChatOps.Bot.Cli;

/// <summary>
/// <c>source test NAME --body FILE</c>: shows what a source would make of a message. Nothing is stored, and no secret is asked for. The name of a kind
/// (<c>datadog</c>) stands for a source of that kind.
/// </summary>
internal static class SourceTestCommand
{
    private const int MostAlerts = 20;

    /// <param name="launch">How the program was started.</param>
    /// <param name="name">The source.</param>
    /// <param name="file">The message.</param>
    /// <param name="headers">Headers that it comes with, <c>Name: value</c>.</param>
    /// <param name="output">Where it is told.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    /// <returns>0 when the message becomes alerts; 1 when nothing of it does.</returns>
    public static async Task<int> RunAsync(Launch launch, string name, FileInfo file, IReadOnlyList<string> headers, TextWriter output, CancellationToken cancellationToken)
    {
        var findings = new Findings();
        var settings = Settings.Read(SettingsSources.Read(launch, findings), findings);
        findings.ThrowIfWrong();
        if (Find(settings, name) is not { } source) return Unknown(settings, name, output);
        if (!file.Exists)
        {
            await output.WriteLineAsync($"There is no file {file.FullName}").ConfigureAwait(false);
            return 1;
        }

        IHeaderDictionary given = new HeaderDictionary();
        given.ContentType = "application/json";
        foreach (var header in headers)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) given[header[..colon].Trim()] = header[(colon + 1)..].Trim();
        }

        var body = await File.ReadAllBytesAsync(file.FullName, cancellationToken).ConfigureAwait(false);
        var sample = await SourceSample.ReadAsync(source, given, body, launch.Time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        var filing = new AlertFiling(new Catalog(settings.Services, settings.Exporters).Services, settings.Classification, settings.KeyLabels, new SecretMask(settings.Secrets));
        foreach (var alert in sample.Alerts.Take(MostAlerts)) Tell(filing.File(alert), output);
        if (sample.Alerts.Count > MostAlerts) await output.WriteLineAsync($"and {sample.Alerts.Count - MostAlerts} more").ConfigureAwait(false);
        foreach (var remark in sample.Remarks) await output.WriteLineAsync($"Left out: {remark}").ConfigureAwait(false);
        if (sample.Alerts.Count > 0) return 0;
        TellWhyNot(sample, output);
        return 1;
    }

    private static AlertSource? Find(Settings settings, string name) =>
        settings.Sources.FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase))?.Source
        ?? Enum.GetValues<SourceKind>().Where(kind => string.Equals(kind.ToString(), name, StringComparison.OrdinalIgnoreCase)).Select(kind => new AlertSource(name, kind, null, null)).FirstOrDefault();

    private static int Unknown(Settings settings, string name, TextWriter output)
    {
        string[] all = [.. settings.Sources.Select(source => source.Name), .. Enum.GetNames<SourceKind>()];
        output.WriteLine($"There is no source {KeyReader.Shown(name)}; {(NearestName.Of(name, all) is { } nearest ? $"did you mean {nearest}?" : $"there are {string.Join(", ", all)}.")}");
        return 1;
    }

    private static void Tell(FiledAlert filed, TextWriter output)
    {
        var alert = filed.Alert;
        var opens = alert.Status == AlertStatus.Resolved ? "ends what it began" : filed.MayOpen ? "may open an incident" : "is recorded and opens nothing";
        output.WriteLine($"{OutsideText.Line(alert.Name)}: {EnumWord.Of(alert.Status)}, {EnumWord.Of(filed.Severity)}; {opens}");
        output.WriteLine($"  service      {OutsideText.Line(filed.Service.Name)}{(filed.Service.InCatalog ? "" : " (not in the catalog)")}");
        output.WriteLine($"  challenge    {filed.Key.Challenge}, by {OutsideText.Line(filed.ClassifiedBy)}");
        output.WriteLine($"  known by     {(alert.Key is { } key ? $"its fingerprint {OutsideText.Line(key)}" : "its labels")}");
        output.WriteLine($"  began        {alert.StartsAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC");
        Line("summary", alert.Annotations.Get("summary"));
        Line("description", alert.Annotations.Get("description"));
        Line("page", alert.GeneratorUrl);
        foreach (var link in alert.Links ?? []) Line("link", $"{link.Text}: {link.Href}");
        output.WriteLine($"  labels       {OutsideText.Line(alert.Labels.ToString(), 1000)}");

        void Line(string what, string? text)
        {
            if (!string.IsNullOrEmpty(text)) output.WriteLine($"  {what,-12} {OutsideText.Line(text, 500)}");
        }
    }

    private static void TellWhyNot(SourceSample sample, TextWriter output)
    {
        output.WriteLine($"Nothing fits. {OutsideText.Line(sample.Problem ?? "No alert came of the message.", 1000)}");
        if (sample.Leaves.Count > 0) output.WriteLine("The message has:");
        foreach (var (path, text) in sample.Leaves) output.WriteLine($"  {OutsideText.Line(path),-40} {OutsideText.Line(text, 100)}");
        if (sample.Proposal.Count > 0) output.WriteLine($"A Map might begin with: {{ {string.Join(", ", sample.Proposal.Select(guess => $"\"{guess.Key}\": \"{OutsideText.Line(guess.Value)}\""))} }}");
    }
}
