using ChatOps.Core.Commands;
using ChatOps.Core.Incidents;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Messages;

/// <summary>A message as one reader sees it, where a platform can show each their own. It hides; whether an act is allowed is decided when it is done.</summary>
public static class ButtonsOfReader
{
    /// <summary>The message without the buttons of what this reader may not do. Roles that a runbook names are not known here, so those buttons stay for whoever has any role.</summary>
    public static ChatMessage Keep(ChatMessage message, Incident incident, Actor reader)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(reader);
        return message with { Buttons = [.. message.Buttons.Where(button => MayPress(button, incident, reader))] };
    }

    private static bool MayPress(Button button, Incident incident, Actor reader)
    {
        if (CommandTable.Find(CommandWords.Of(button.Command).Take() ?? "") is not { } command) return true;
        var owns = incident.Ladder.Owner == reader.Name && reader.Kind == ActorKind.Person;
        return command.Role switch
        {
            CommandRole.Anybody or CommandRole.Person => true,
            CommandRole.LadderOrOwner => owns || Rights.Level(reader) >= 2,
            CommandRole.LevelOrOwner => owns || Rights.OfLevel(reader, incident),
            CommandRole.Approver => reader.Roles.Count > 0,
            CommandRole.Coordinator => Rights.Level(reader) >= 2,
            CommandRole.User => Rights.Level(reader) >= 4,
            _ => true,
        };
    }
}
