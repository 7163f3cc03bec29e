using ChatOps.Core.Alerts;
using ChatOps.Slack;
using ChatOps.Slack.AlertChannels;

namespace ChatOps.Bot.Configuration;

/// <summary>Reads <c>Slack</c>.</summary>
internal static class SlackSettings
{
    /// <summary>What Slack is spoken to with; null when it is not switched on.</summary>
    public static SlackOptions? Read(KeyReader keys)
    {
        var enabled = keys.Flag("Enabled", false);
        var options = new SlackOptions
        {
            BaseUrl = keys.Address("BaseUrl") ?? SlackOptions.PublicBaseUrl,
            BotToken = keys.Secret("BotToken") ?? "",
            SigningSecret = keys.Secret("SigningSecret"),
            AppToken = keys.Secret("AppToken"),
            TeamId = keys.Text("TeamId"),
            LookUpPeople = keys.Flag("LookUpPeople", false),
            UserGroups = keys.Texts("UserGroups"),
            AlertChannels = keys.Sections("AlertChannels", (_, channel) => ReadChannel(channel)),
            DirectMessages = keys.Flag("DirectMessages", false),
        };
        if (!enabled) return null;
        if (options.BotToken.Length == 0) keys.Wrong("BotToken", "the bot's token, which Slack gives when the app is installed; with Slack:Enabled it is needed");
        if (options.SigningSecret is null && options.AppToken is null)
        {
            keys.Wrong("SigningSecret", "the app's signing secret (deliveries over HTTP), or Slack:AppToken (Socket Mode); one of the two is needed");
        }

        if (options.BaseUrl.Scheme != Uri.UriSchemeHttps && !options.BaseUrl.IsLoopback) keys.Wrong("BaseUrl", "an https address; http on loopback alone");
        return options;
    }

    private static AlertChannel ReadChannel(KeyReader keys)
    {
        var channel = keys.Text("Channel");
        if (channel is null) keys.Wrong("Channel", "the channel's id, such as C0456");
        if (!keys.Has("Kind")) keys.Wrong("Kind", string.Join(", ", Enum.GetNames<AlertChannelKind>()));
        var kind = keys.Choice("Kind", AlertChannelKind.Alertmanager);
        var pattern = keys.Text("Pattern");
        if (kind == AlertChannelKind.Pattern && pattern is null) keys.Wrong("Pattern", "a regular expression with the named group name, and status, service and severity where posts have them");
        if (kind != AlertChannelKind.Pattern && pattern is not null) keys.Wrong("Pattern", $"nothing, unless {keys.PathOf("Kind")} is Pattern");
        try
        {
            return new AlertChannel(channel ?? "", kind, pattern is null ? null : AlertPattern.Read(pattern), keys.Text("Service"));
        }
        catch (FormatException wrong)
        {
            keys.Wrong("Pattern", $"a regular expression with the named group name ({wrong.Message})");
            return new AlertChannel(channel ?? "", kind);
        }
    }
}
