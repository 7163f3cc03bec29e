using System.Globalization;
using ChatOps.Core.Delivery;
using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;
using ChatOps.Storage.Outbox;

namespace ChatOps.Bot.Delivery;

/// <summary>Something that waits for one platform and is due: a message, a head message as its incident stands now, or a message that is to lose its buttons.</summary>
internal abstract record Ready(Waiting Row)
{
    /// <summary>What the adapter is given, its key aside.</summary>
    public abstract Outgoing Outgoing { get; }

    /// <summary>Unique among all that this database ever sends.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{(Row.IsHead ? "head" : "post")}-{Row.Id}");

    /// <summary>A message, frozen when it was decided but for its buttons: those that can no longer be pressed are not sent.</summary>
    internal sealed record Message(Waiting Row, WaitingPost Post, bool IsFaded) : Ready(Row)
    {
        public override Outgoing Outgoing => new(Post.Id, Post.Incident, Post.Place, Post.Head, Post.Kind, IsFaded ? DrawnButtons.Without(Post.Message) : Post.Message) { Since = Post.CreatedAt };

        /// <param name="post">The message.</param>
        /// <param name="stamp">The present stamp of the incident that its buttons act on; null when it has none, or there is no such incident.</param>
        public static Message Of(WaitingPost post, int? stamp) => new(
            new Waiting(post.Id, post.Incident, post.Place, IsHead: false, post.Head is not null, post.BeforeMention ? MessageKind.Mention : post.Kind, post.CreatedAt, post.Tries, post.Doubt),
            post,
            post.Buttons is { } buttons && buttons.Stamp != stamp);
    }

    /// <summary>A message that the platform shows with buttons which can no longer be pressed.</summary>
    internal sealed record Fade(Waiting Row, WaitingFade Shown) : Ready(Row)
    {
        public override Outgoing Outgoing => new(Shown.Id, null, Shown.Place, null, Shown.Kind, DrawnButtons.Without(Shown.Message)) { Since = Shown.CreatedAt };

        public static Fade Of(WaitingFade shown) => new(new Waiting(shown.Id, null, shown.Place, IsHead: false, HasHead: true, shown.Kind, shown.Since, shown.Tries, IsFade: true), shown);
    }

    /// <summary>A head message, written from the incident when it is sent.</summary>
    internal sealed record Head(Waiting Row, WaitingShow Show, ChatMessage Content, HeadStanding? Standing) : Ready(Row)
    {
        public override Outgoing Outgoing => new(Show.Incident.Number, Show.Incident, Show.Place, Show.Head, MessageKind.News, Content) { Since = Show.Since, Standing = Standing };

        public static Head Of(WaitingShow show, ChatMessage content, HeadStanding? standing = null) =>
            new(new Waiting(show.Incident.Number, show.Incident, show.Place, IsHead: true, show.Head is not null, MessageKind.News, show.Since, show.Tries, show.Doubt), show, content, standing);
    }
}

/// <summary>What came of sending something.</summary>
/// <param name="Sent">What was sent.</param>
/// <param name="Result">The platform's answer.</param>
/// <param name="Asked">It was only asked for, and this is what came of the question.</param>
internal sealed record Outcome(Ready Sent, DeliveryResult Result, bool Asked = false);
