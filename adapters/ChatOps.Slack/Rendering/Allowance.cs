namespace ChatOps.Slack.Rendering;

/// <summary>The characters that a message may still use. What no longer fits is cut, and the cut is marked once.</summary>
/// <param name="most">How many in all, the mark included.</param>
internal sealed class Allowance(int most)
{
    /// <summary>Stands where something was cut.</summary>
    public const string Mark = " … (cut; the whole is on the page)";

    private int _left = most - Mark.Length;

    /// <summary>Whether something was cut: from then on nothing is given.</summary>
    public bool Cut { get; private set; }

    /// <summary>As much of a text as fits; empty when nothing does.</summary>
    public string Take(string text)
    {
        if (Cut || text.Length == 0) return "";
        if (text.Length <= _left)
        {
            _left -= text.Length;
            return text;
        }

        Cut = true;
        return Shorten(text, _left) + Mark;
    }

    /// <summary>Whether a whole of this length fits; it is taken then, and nothing of it otherwise.</summary>
    public bool TryTake(int length)
    {
        if (Cut || length > _left) return false;
        _left -= length;
        return true;
    }

    /// <summary>The beginning of a text, no half characters.</summary>
    public static string Shorten(string text, int length)
    {
        if (text.Length <= length) return text;
        if (length > 0 && char.IsHighSurrogate(text[length - 1])) length--;
        return text[..Math.Max(0, length)];
    }
}
