using System.Globalization;
using ChatOps.Core.Recovery;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace ChatOps.Operations.Container;

/// <summary>Fetches an image, and removes those that have no name any more.</summary>
internal sealed class Images(DockerClient client)
{
    /// <summary>Pulls an image. The engine answers 200 and tells a failure in the stream.</summary>
    public async Task<ActionResult> PullAsync(string image, CancellationToken cancellationToken)
    {
        string? failure = null;
        await client.Images.CreateImageAsync(new ImagesCreateParameters { FromImage = image }, null, new Told(message => failure ??= message.Error?.Message), cancellationToken);
        return failure is null
            ? new(true, $"pulled image {image}")
            : new(false, $"image {image} cannot be pulled: {OutsideText.Line(failure, 300)}", null, new Dictionary<string, string> { ["imageMissing"] = "true" });
    }

    /// <summary>Removes images without a name that no container uses: layers of earlier builds and pulls. An image that has a name stays, since it may be the last good one.</summary>
    public async Task<ActionResult> PruneAsync(CancellationToken cancellationToken)
    {
        var pruned = await client.Images.PruneImagesAsync(new ImagesPruneParameters { Filters = new Dictionary<string, IDictionary<string, bool>> { ["dangling"] = new Dictionary<string, bool> { ["true"] = true } } }, cancellationToken);
        var freed = (long)pruned.SpaceReclaimed;
        return new(
            true,
            $"removed {pruned.ImagesDeleted?.Count ?? 0} layers and images without a name: {Sizes.Of(freed)}",
            null,
            new Dictionary<string, string> { ["freed"] = freed.ToString(CultureInfo.InvariantCulture) });
    }

    private sealed class Told(Action<JSONMessage> take) : IProgress<JSONMessage>
    {
        public void Report(JSONMessage value) => take(value);
    }
}
