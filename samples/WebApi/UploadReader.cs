using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace WebApi;

/// <summary>Takes the picture's file out of a request: the body itself, or the one file of a multipart form. No more than the limit is ever read.</summary>
internal static class UploadReader
{
    /// <summary>What a form may need besides its file.</summary>
    public const int FormOverhead = 16 << 10;

    public const string Form = "multipart/form-data";
    private const int LongestBoundary = 200;

    /// <summary>
    /// Reads the file. What its sender calls it does not matter: many programs name no type, or one of their own, and
    /// the bytes are examined anyway.
    /// </summary>
    /// <exception cref="RefusedException">There is not exactly one file of an accepted size.</exception>
    public static async Task<byte[]> ReadAsync(HttpRequest request, long maxBytes, CancellationToken cancellation)
    {
        try
        {
            return MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
                && type.MediaType.Equals(Form, StringComparison.OrdinalIgnoreCase)
                ? await ReadFormAsync(request, type, maxBytes, cancellation)
                : await ReadPictureAsync(request.Body, request.ContentLength, maxBytes, cancellation);
        }
        catch (Exception e) when (e is InvalidDataException || (e is IOException and not BadHttpRequestException && !cancellation.IsCancellationRequested))
        {
            throw RefusedException.Malformed($"The form breaks off or is damaged: {e.Message} Expected {Form} with one file.");
        }
    }

    private static async Task<byte[]> ReadFormAsync(HttpRequest request, MediaTypeHeaderValue type, long maxBytes, CancellationToken cancellation)
    {
        string? boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > LongestBoundary)
            throw RefusedException.Malformed($"The form's content type is '{request.ContentType}'. Expected a boundary of 1 to {LongestBoundary} characters in it.");
        if (request.ContentLength > maxBytes + FormOverhead)
            throw TooLarge($"The form has {request.ContentLength} bytes", maxBytes);
        var reader = new MultipartReader(boundary, request.Body);
        byte[]? picture = null;
        while (await reader.ReadNextSectionAsync(cancellation) is { } section)
        {
            if (section.AsFileSection() is null)
                continue;
            if (picture is not null)
                throw RefusedException.Malformed("The form has more than one file. Expected one.");
            picture = await ReadPictureAsync(section.Body, length: null, maxBytes, cancellation);
        }
        return picture ?? throw RefusedException.Malformed("The form has no file. Expected one, with a file name.");
    }

    private static async Task<byte[]> ReadPictureAsync(
        Stream body, long? length, long maxBytes, CancellationToken cancellation)
    {
        if (length > maxBytes)
            throw TooLarge($"The picture has {length} bytes", maxBytes);
        using var file = new MemoryStream((int)(length ?? 0));
        byte[] block = new byte[16 << 10];
        int read;
        while ((read = await body.ReadAsync(block, cancellation)) > 0)
        {
            if (file.Length + read > maxBytes)
                throw TooLarge("The picture has more bytes than that", maxBytes);
            file.Write(block, 0, read);
        }
        if (file.Length == 0)
            throw RefusedException.Malformed("The picture has 0 bytes. Expected a picture's file.");
        // A body that said how long it is needs no second array.
        return file.Length == file.Capacity ? file.GetBuffer() : file.ToArray();
    }

    private static RefusedException TooLarge(string seen, long maxBytes) => RefusedException.TooLarge($"{seen}; at most {maxBytes} are accepted.");
}
