namespace ActiveShift;

/// <summary>
/// A folder of released networks. What is in it is verified at every use, what is not is downloaded; several processes
/// may do so at the same time.
/// </summary>
internal sealed class PretrainedStore(string folder, PretrainedLoadOptions options)
{
    private const string PartExtension = ".part";

    private static readonly TimeSpan _forgotten = TimeSpan.FromDays(2);

    /// <summary>Gives a network, from its file or by download.</summary>
    /// <exception cref="IOException">The file can be neither read nor downloaded.</exception>
    /// <exception cref="InvalidDataException">It is not the network's.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<PretrainedNetwork> LoadAsync(ReleasedNetwork network, CancellationToken cancellationToken)
    {
        string path = Path.Combine(folder, network.FileName);
        byte[] content = await ReadAsync(network, path, cancellationToken).ConfigureAwait(false)
            ?? await DownloadAsync(network, path, cancellationToken).ConfigureAwait(false);
        return CaffeModelFile.Parse(content, $"Caffe model '{path}'");
    }

    /// <summary>Reads and verifies a network's file; null where there is none.</summary>
    private static async Task<byte[]?> ReadAsync(
        ReleasedNetwork network, string path, CancellationToken cancellationToken)
    {
        if (FileKind.OtherThanFile(path) is { } kind)
            throw new IOException($"'{path}' is {kind}; expected the file of '{network.Name}'.");
        FileStream file;
        try
        {
            file = File.OpenRead(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        await using (file.ConfigureAwait(false))
        {
            if (file.Length > ReleasedNetwork.MaxLength)
            {
                throw new InvalidDataException(
                    $"'{path}' is not the authors' '{network.Name}': it has {file.Length} bytes, expected at most " +
                    $"{ReleasedNetwork.MaxLength}.");
            }
            byte[] content = await ReadAllAsync(file, cancellationToken).ConfigureAwait(false);
            network.Verify(content, $"'{path}', which is left as it is (delete it to have it downloaded anew),");
            return content;
        }
    }

    private async Task<byte[]> DownloadAsync(ReleasedNetwork network, string path, CancellationToken cancellationToken)
    {
        string byHand = $"To do it by hand, download {options.AddressOf(network)} into the folder '{folder}', " +
            $"under the name '{network.FileName}'.";
        if (!options.Download)
            throw new FileNotFoundException($"'{path}' is not there, and is not to be downloaded. {byHand}", path);
        string part = $"{path}.{Guid.NewGuid():N}{PartExtension}";
        var file = CreatePart(network, part);
        try
        {
            byte[] content = await FillAsync(network, file, byHand, cancellationToken).ConfigureAwait(false);
            return await PublishAsync(network, part, path, cancellationToken).ConfigureAwait(false) ?? content;
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>Downloads into a file, closes it, and gives what is in it, verified.</summary>
    private async Task<byte[]> FillAsync(
        ReleasedNetwork network, FileStream file, string byHand, CancellationToken cancellationToken)
    {
        var address = options.AddressOf(network);
        try
        {
            await using (file.ConfigureAwait(false))
            {
                await PretrainedDownload.CopyAsync(network, options, file, cancellationToken).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
                file.Position = 0;
                byte[] content = await ReadAllAsync(file, cancellationToken).ConfigureAwait(false);
                network.Verify(content, $"What {address} sends");
                return content;
            }
        }
        catch (IOException e)
        {
            throw new IOException($"'{network.Name}' could not be downloaded from {address}: {e.Message} {byHand}", e);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{e.Message} Nothing of it is kept. {byHand}", e);
        }
    }

    private FileStream CreatePart(ReleasedNetwork network, string part)
    {
        try
        {
            Directory.CreateDirectory(folder);
            DeleteForgottenParts(network);
            return new FileStream(part, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"The folder for pre-trained networks, '{folder}', cannot be written: {e.Message} Name another by " +
                $"the environment variable {PretrainedFolder.Variable} or {nameof(PretrainedLoadOptions)}." +
                $"{nameof(PretrainedLoadOptions.Folder)}, with the file '{network.FileName}' in it, from " +
                $"{options.AddressOf(network)}, where there is no network.", e);
        }
    }

    /// <summary>What killed processes left. A download that is alive was written to before the longest stall.</summary>
    private void DeleteForgottenParts(ReleasedNetwork network)
    {
        foreach (string part in Directory.EnumerateFiles(folder, $"{network.FileName}.*{PartExtension}"))
        {
            if (DateTime.UtcNow - File.GetLastWriteTimeUtc(part) > _forgotten)
                File.Delete(part);
        }
    }

    /// <summary>Gives the part its name. Where another process was first its file stays, and is read instead.</summary>
    private static async Task<byte[]?> PublishAsync(
        ReleasedNetwork network, string part, string path, CancellationToken cancellationToken)
    {
        try
        {
            File.Move(part, path, overwrite: false);
            return null;
        }
        catch (IOException) when (File.Exists(path))
        {
            return await ReadAsync(network, path, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<byte[]> ReadAllAsync(FileStream file, CancellationToken cancellationToken)
    {
        byte[] content = new byte[file.Length];
        await file.ReadExactlyAsync(content, cancellationToken).ConfigureAwait(false);
        return content;
    }
}
