using System.Globalization;
using ChatOps.Core.Messages;

namespace ChatOps.Slack;

/// <summary>What a button carries: the stamp with which it was drawn, and the command it stands for. Its <c>action_id</c> is <c>command:{n}</c>, its <c>value</c> <c>17 ack INC-42</c>.</summary>
/// <param name="Stamp">The incident's stamp when the button was drawn.</param>
/// <param name="Command">The command without prefix; one that ends in a space wants more words first.</param>
internal sealed record SlackButton(int Stamp, string Command)
{
    /// <summary>What the ids of such buttons begin with.</summary>
    public const string ActionPrefix = "command:";

    /// <summary>Slack takes no longer value.</summary>
    public const int LongestValue = 2000;

    /// <summary>The id of a message's button of this number.</summary>
    public static string ActionId(int number) => string.Create(CultureInfo.InvariantCulture, $"{ActionPrefix}{number}");

    /// <summary>The value of this button; null when it does not fit.</summary>
    public static string? Value(Button button)
    {
        var value = string.Create(CultureInfo.InvariantCulture, $"{button.Stamp} {button.Command}");
        return value.Length <= LongestValue ? value : null;
    }

    /// <summary>Reads what a pressed button sends; null when it is none of ours.</summary>
    public static SlackButton? Read(string? actionId, string? value)
    {
        if (actionId is null || !actionId.StartsWith(ActionPrefix, StringComparison.Ordinal) || value is null || value.Length > LongestValue) return null;
        var space = value.IndexOf(' ', StringComparison.Ordinal);
        if (space < 1 || space == value.Length - 1) return null;
        return int.TryParse(value.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture, out var stamp) ? new SlackButton(stamp, value[(space + 1)..]) : null;
    }
}
