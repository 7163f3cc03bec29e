using ChatOps.Slack;

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
}
