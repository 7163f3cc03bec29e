using ChatOps.Http;

namespace ChatOps.Bot.Api;

/// <summary>The body of <c>POST /api/commands</c>.</summary>
/// <param name="Text">The command without a prefix: <c>ack INC-42</c>.</param>
/// <param name="As">The person who speaks, by the name in <c>People</c>; needs a token with the scope <c>as</c>. Left out: the token's own person.</param>
/// <param name="Incident">The incident whose thread it is said in; <c>INC-n</c> may be left out of the text then.</param>
internal sealed record CommandBody(string Text, string? As = null, string? Incident = null)
{
    /// <summary>Reads a body; properties that it does not know are passed over.</summary>
    /// <exception cref="BadJsonException">It is none; says what stands there, what is allowed, and where.</exception>
    public static CommandBody Read(ReadOnlySpan<byte> json)
    {
        string? text = null, by = null, incident = null;
        var input = new JsonInput(json, lenientTexts: false);
        input.EnterObject();
        while (input.NextProperty())
        {
            if (input.IsNamed("text"u8)) text = input.TextValue();
            else if (input.IsNamed("as"u8)) by = input.TextValue();
            else if (input.IsNamed("incident"u8)) incident = input.TextValue();
            else input.SkipValue();
        }

        input.End();
        if (string.IsNullOrWhiteSpace(text)) throw new BadJsonException("\"text\" is missing; a body looks like {\"text\":\"ack INC-42\",\"as\":\"ana\"}.");
        return new(text, string.IsNullOrEmpty(by) ? null : by, string.IsNullOrEmpty(incident) ? null : incident);
    }
}
