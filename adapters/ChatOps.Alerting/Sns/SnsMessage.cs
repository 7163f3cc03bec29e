using System.Security.Cryptography;
using System.Text;
using ChatOps.Alerting.Mapping;
using ChatOps.Http;

namespace ChatOps.Alerting.Sns;

/// <summary>What SNS posts: a notification, or a word about the subscription.</summary>
/// <param name="Given">All of it.</param>
internal sealed record SnsMessage(Given Given)
{
    private static readonly string[] OfNotification = ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"];
    private static readonly string[] OfSubscription = ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];

    public string Type => Get("Type") ?? "";

    public string MessageId => Get("MessageId") ?? "";

    public string TopicArn => Get("TopicArn") ?? "";

    public string? SubscribeUrl => Get("SubscribeURL");

    public string? CertificateUrl => Get("SigningCertURL");

    /// <exception cref="BadJsonException">It is no such message.</exception>
    public static SnsMessage Read(ReadOnlySpan<byte> body)
    {
        var message = new SnsMessage(Given.Read(body));
        if (message.Given.Members is null) throw new BadJsonException("A message of SNS is an object.");
        if (message.Type is not ("Notification" or "SubscriptionConfirmation" or "UnsubscribeConfirmation"))
        {
            throw new BadJsonException("The property \"Type\" is none of Notification, SubscriptionConfirmation and UnsubscribeConfirmation. Raw message delivery has to be off: its messages are not signed.");
        }

        if (message.TopicArn.Length == 0) throw new BadJsonException("The property \"TopicArn\" is missing.");
        return message;
    }

    /// <summary>The topic of a body, before anything of it is believed; null for what is no message.</summary>
    public static string? TopicOf(ReadOnlySpan<byte> body)
    {
        try
        {
            return Read(body).TopicArn;
        }
        catch (BadJsonException)
        {
            return null;
        }
    }

    /// <summary>Whether the signature is that of the message by this key, in version 1 (SHA-1) or 2 (SHA-256).</summary>
    public bool IsSignedBy(RSA key)
    {
        var algorithm = Get("SignatureVersion") switch { "1" => HashAlgorithmName.SHA1, "2" => HashAlgorithmName.SHA256, _ => default };
        if (algorithm == default || Get("Signature") is not { } text) return false;
        var signature = new byte[text.Length];
        return Convert.TryFromBase64String(text, signature, out var length)
            && key.VerifyData(Encoding.UTF8.GetBytes(SignedText()), signature.AsSpan(0, length), algorithm, RSASignaturePadding.Pkcs1);
    }

    private string SignedText()
    {
        var text = new StringBuilder();
        foreach (var name in Type == "Notification" ? OfNotification : OfSubscription)
        {
            if (Get(name) is { } value) text.Append(name).Append('\n').Append(value).Append('\n');
        }

        return text.ToString();
    }

    private string? Get(string name) => Given.Members!.GetValueOrDefault(name)?.Text;
}
