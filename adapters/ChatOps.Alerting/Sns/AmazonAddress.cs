using System.Text.RegularExpressions;

namespace ChatOps.Alerting.Sns;

/// <summary>
/// Which addresses of a message may be asked: whoever can post here could otherwise have the bot ask any machine that it reaches.
/// </summary>
internal static partial class AmazonAddress
{
    /// <summary>The address, if it is HTTPS at the SNS of the topic's own region, and nothing else is odd about it; else null.</summary>
    /// <param name="text">As the message gives it.</param>
    /// <param name="topic">The ARN of the topic.</param>
    public static Uri? Checked(string? text, string topic)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps || !address.IsDefaultPort || address.UserInfo.Length > 0) return null;
        var host = Host().Match(address.IdnHost);
        return host.Success && topic.Split(':') is ["arn", _, "sns", var region, ..] && host.Groups["region"].Value == region ? address : null;
    }

    /// <summary>The same for a certificate, which stands there as a file of a known name: what else such a host answers may be somebody's own words.</summary>
    public static Uri? CheckedCertificate(string? text, string topic) =>
        Checked(text, topic) is { Query.Length: 0 } address && address.AbsolutePath.StartsWith("/SimpleNotificationService-", StringComparison.Ordinal) ? address : null;

    [GeneratedRegex(@"^sns\.(?<region>[a-z]{2}(-[a-z]{2,12}){1,3}-\d{1,2})\.amazonaws\.com(\.cn)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Host();
}
