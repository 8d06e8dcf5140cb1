namespace BatchScoring.Scoring;

/// <summary>The most probable classes.</summary>
internal static class TopClasses
{
    /// <summary>The indices of the <paramref name="count"/> greatest scores, the greatest first; of equals the first comes first.</summary>
    public static int[] Of(ReadOnlySpan<float> scores, int count)
    {
        int[] best = new int[Math.Min(count, scores.Length)];
        int held = 0;
        for (int c = 0; c < scores.Length; c++)
        {
            int place = held;
            while (place > 0 && scores[c] > scores[best[place - 1]])
                place--;
            if (place == best.Length)
                continue;
            held = Math.Min(held + 1, best.Length);
            best.AsSpan(place, held - place - 1).CopyTo(best.AsSpan(place + 1));
            best[place] = c;
        }
        return best;
    }
}
