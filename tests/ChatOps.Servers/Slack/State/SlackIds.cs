namespace ChatOps.Servers.Slack.State;

/// <summary>Ids in Slack's forms, unique over all kinds, and secrets that cannot be guessed from them.</summary>
internal sealed class SlackIds
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const int Length = 9;

    private long last = 1_000_000;

    /// <param name="prefix">T team, U user, C, G or D conversation, B bot, A app, S user group, F file, V view, Ev event.</param>
    public string Next(string prefix)
    {
        var number = Interlocked.Add(ref last, 7_919);
        Span<char> text = stackalloc char[Length];
        for (var place = Length - 1; place >= 0; place--)
        {
            text[place] = Digits[(int)(number % Digits.Length)];
            number /= Digits.Length;
        }

        return $"{prefix}0{text}";
    }

    public static string Uuid() => new Guid(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16)).ToString();

    /// <summary>A secret of lower-case hexadecimal digits.</summary>
    public static string Secret(int bytes = 16) => Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(bytes));
}
