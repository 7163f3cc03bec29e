using System.Globalization;
using ChatOps.Core.Commands;
using ChatOps.Core.Incidents;
using ChatOps.Teams.Views;

namespace ChatOps.Teams.Inputs;

/// <summary>A command that lacks the words which its form asks for.</summary>
/// <param name="Form">The form.</param>
/// <param name="Scope">What the command says already.</param>
internal sealed record FormWish(Form Form, FormScope Scope)
{
    /// <summary>What this command lacks; null when it can be served as it stands.</summary>
    /// <param name="text">The command without prefix; one that ends in a blank wants more words whatever it is.</param>
    /// <param name="thread">The incident in whose thread it was said, or null.</param>
    /// <param name="stamp">For a button, the stamp with which it was drawn.</param>
    public static FormWish? Of(string text, IncidentId? thread = null, int? stamp = null)
    {
        var words = CommandWords.Of(text);
        if (words.Take() is not { } first || CommandTable.Find(first.TrimStart('/')) is not { } command) return null;
        var argument = words.Take();
        var scope = new FormScope(Stamp: stamp);
        if (words.AtEnd && Form.Named(command.Name) is { } form)
        {
            switch (form)
            {
                case DeclareForm or SilenceForm:
                    return new FormWish(form, scope with { Service = argument });
                case GuideForm when argument is null || IncidentId.TryParse(argument, CultureInfo.InvariantCulture, out _):
                    return new FormWish(form, scope with { Incident = argument ?? thread?.ToString() });
            }
        }

        return stamp is not null && text.EndsWith(' ') ? new FormWish(Form.Named("words")!, scope with { Command = text.Trim() }) : null;
    }
}
