namespace ChatOps.Servers.GitHub.Api;

/// <summary>Comments of issues.</summary>
internal static class CommentMethods
{
    private const int LongestBody = 65_536;

    public static ApiAnswer List(ApiCall call)
    {
        var since = DateTimeOffset.TryParse(call.Query("since"), System.Globalization.CultureInfo.InvariantCulture, out var at) ? at : DateTimeOffset.MinValue;
        return Paging.Page(call, call.Issue.Comments.Where(comment => comment.UpdatedAt >= since), call.Shapes.Comment, call.Repository, $"issues/{call["number"]}/comments");
    }

    public static ApiAnswer Get(ApiCall call) => ApiAnswer.Ok(call.Shapes.Comment(call.Comment));

    public static ApiAnswer Create(ApiCall call)
    {
        var issue = call.Issue;
        if (issue.Locked && !IssueMethods.MayPush(call, call.Repository))
        {
            throw new ApiError(403, "Unable to create comment because issue is locked.");
        }

        if (issue.Comments.Count + issue.MoreComments >= call.GitHub.Options.MostComments)
        {
            throw new ApiError(403, $"Commenting is disabled on issues with more than {call.GitHub.Options.MostComments} comments");
        }

        var body = Body(call);
        call.Creates();
        return ApiAnswer.Created(call.Shapes.Comment(Acts.Comment(call.GitHub, issue, call.User, body, call.Caller.IsInstallation)));
    }

    public static ApiAnswer Edit(ApiCall call)
    {
        var comment = call.Comment;
        Acts.Edit(call.GitHub, comment, call.User, Body(call));
        return ApiAnswer.Ok(call.Shapes.Comment(comment));
    }

    public static ApiAnswer React(ApiCall call) => IssueMethods.React(call, call.Comment.Reactions);

    public static ApiAnswer Reactions(ApiCall call) => Paging.Page(call, call.Comment.Reactions, call.Shapes.Reaction, call.Repository, $"issues/comments/{call["comment"]}/reactions");

    private static string Body(ApiCall call)
    {
        var body = call.Text("body");
        if (string.IsNullOrWhiteSpace(body))
        {
            throw ApiError.Validation("IssueComment", "data", "unprocessable", "Body cannot be blank");
        }

        return body.Length <= LongestBody ? body : throw ApiError.Validation("IssueComment", "data", "unprocessable", "Body is too long (maximum is 65536 characters)");
    }
}
