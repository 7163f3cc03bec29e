using ChatOps.Core.Incidents;
using ChatOps.Storage.Engine;

namespace ChatOps.Storage.Incidents;

/// <summary>How an incident's key is written in a column.</summary>
internal static class KeyText
{
    // A separator that no label of a sane sender holds; one that does can only confuse its own incidents.
    private const char Separator = '\u001f';

    public static string Of(IncidentKey key) =>
        string.Concat([key.Environment, Separator.ToString(), key.Service, Separator.ToString(), Words.Of(key.Challenge), Separator.ToString(), key.Discriminator]);
}
