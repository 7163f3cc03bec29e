using System.Text;
using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Api;

/// <summary>Pages by an opaque cursor, which holds the key of the last row that was given.</summary>
internal static class Paging
{
    private const string Prefix = "after:";

    /// <param name="call">With <c>cursor</c> and <c>limit</c>.</param>
    /// <param name="rows">All rows, in order.</param>
    /// <param name="key">A row's own text.</param>
    /// <param name="otherwise">Rows of a page if the call asks for no number.</param>
    /// <param name="most">Rows of a page at most.</param>
    public static Page<T> Take<T>(ApiCall call, IReadOnlyList<T> rows, Func<T, string> key, int otherwise, int most)
    {
        var limit = call.Number("limit", otherwise, most);
        var first = call.Text("cursor") is { } cursor ? After(rows, key, cursor) : 0;
        var page = rows.Skip(first).Take(limit).ToArray();
        var hasMore = first + page.Length < rows.Count;
        return new Page<T>(page, hasMore ? Convert.ToBase64String(Encoding.UTF8.GetBytes(Prefix + key(page[^1]))) : "");
    }

    private static int After<T>(IReadOnlyList<T> rows, Func<T, string> key, string cursor)
    {
        var bytes = new byte[cursor.Length];
        if (!Convert.TryFromBase64String(cursor, bytes, out var length))
        {
            throw new ApiRefusal("invalid_cursor");
        }

        var text = Encoding.UTF8.GetString(bytes, 0, length);
        for (var index = 0; index < rows.Count; index++)
        {
            if (text == Prefix + key(rows[index]))
            {
                return index + 1;
            }
        }

        throw new ApiRefusal("invalid_cursor");
    }
}

/// <param name="Rows">The rows of this page.</param>
/// <param name="Next">Cursor of the next page; empty: this is the last.</param>
internal sealed record Page<T>(IReadOnlyList<T> Rows, string Next)
{
    public JsonObject Metadata => new() { ["next_cursor"] = Next };
}
