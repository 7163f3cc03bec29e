using ChatOps.Core.Masking;
using ChatOps.Core.Recovery;

namespace ChatOps.Bot.Recovery;

/// <summary>
/// Makes what comes from outside fit to be stored and shown: secrets masked, one line where a line belongs, bounded. Masked before it is cut, so that no
/// cut leaves half a secret that is not known any more.
/// </summary>
internal sealed class CleanText(SecretMask mask)
{
    private const int LongestTitle = 200;
    private const int LongestSentence = 500;
    private const int LongestOutput = 16_000;
    private const int LongestValue = 300;

    public string Sentence(string text) => OutsideText.Line(mask.Mask(text), LongestSentence);

    public ActionResult Of(ActionResult result) => result with
    {
        Sentence = Sentence(result.Sentence),
        Output = result.Output is { Length: > 0 } output ? OutsideText.Lines(mask.Mask(output), LongestOutput) : null,
        Values = (result.Values ?? new Dictionary<string, string>()).ToDictionary(pair => pair.Key, pair => OutsideText.Line(mask.Mask(pair.Value), LongestValue), StringComparer.Ordinal),
    };

    public AttemptMove Of(AttemptMove move) => move switch
    {
        AttemptMove.Run run => run with { Step = run.Step with { Title = Title(run.Step.Title) } },
        AttemptMove.Conclude conclude => new AttemptMove.Conclude(conclude.Record with { Title = Title(conclude.Record.Title), Sentence = Sentence(conclude.Record.Sentence), Because = conclude.Record.Because is { } because ? Sentence(because) : null }),
        AttemptMove.Ask ask => new AttemptMove.Ask(ask.Approval with { Preview = Title(ask.Approval.Preview), Says = ask.Approval.Says is { } says ? Sentence(says) : null }),
        _ => move,
    };

    private string Title(string text) => OutsideText.Line(mask.Mask(text), LongestTitle);
}
