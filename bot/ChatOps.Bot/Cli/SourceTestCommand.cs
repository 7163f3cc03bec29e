using ChatOps.Alerting;
using ChatOps.Bot.Configuration;
using ChatOps.Bot.Sources;
using ChatOps.Core.Alerts;

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
        var samples = new Samples(settings, launch.Time);
        if (samples.Find(name) is not { } source) return Unknown(samples, name, output);
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
        var (sample, filed) = await samples.ReadAsync(source, given, body, cancellationToken).ConfigureAwait(false);
        foreach (var alert in filed.Take(MostAlerts)) Tell(alert, output);
        if (filed.Count > MostAlerts) await output.WriteLineAsync($"and {filed.Count - MostAlerts} more").ConfigureAwait(false);
        foreach (var remark in sample.Remarks) await output.WriteLineAsync($"Left out: {remark}").ConfigureAwait(false);
        if (sample.Alerts.Count > 0) return 0;
        TellWhyNot(sample, output);
        return 1;
    }

    private static int Unknown(Samples samples, string name, TextWriter output)
    {
        string[] all = [.. samples.Names];
        output.WriteLine($"There is no source {KeyReader.Shown(name)}; {(NearestName.Of(name, all) is { } nearest ? $"did you mean {nearest}?" : $"there are {string.Join(", ", all)}.")}");
        return 1;
    }

    private static void Tell(FiledAlert filed, TextWriter output)
    {
        output.WriteLine(Samples.HeadOf(filed));
        foreach (var (what, text) in Samples.FactsOf(filed)) output.WriteLine($"  {what,-12} {text}");
    }

    private static void TellWhyNot(SourceSample sample, TextWriter output)
    {
        output.WriteLine($"Nothing fits. {OutsideText.Line(sample.Problem ?? "No alert came of the message.", 1000)}");
        if (sample.Leaves.Count > 0) output.WriteLine("The message has:");
        foreach (var (path, text) in sample.Leaves) output.WriteLine($"  {OutsideText.Line(path),-40} {OutsideText.Line(text, 100)}");
        if (sample.Proposal.Count > 0) output.WriteLine($"A Map might begin with: {{ {string.Join(", ", sample.Proposal.Select(guess => $"\"{guess.Key}\": \"{OutsideText.Line(guess.Value)}\""))} }}");
    }
}
