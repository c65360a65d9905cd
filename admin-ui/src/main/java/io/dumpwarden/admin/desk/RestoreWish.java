package io.dumpwarden.admin.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants restored from a backup into a configured server; the words are those of
 * {@code dumpwarden restore}.
 *
 * @param backup its id
 * @param to the configured server
 * @param databases only those that one of these globs matches; all where empty
 * @param database what the only chosen database is called there; null for its own name
 * @param renames new names by old ones, for several
 * @param tables globs, {@code table} or {@code database.table}; everything where empty
 * @param existing {@code new}, {@code replace}, {@code in-place} or {@code into-new}
 * @param users {@code none}, {@code with} or {@code only}
 * @param rewrites ids of what is to be rewritten for the target
 * @param skipSafetyBackup whether what is replaced goes without a backup of it
 * @param confirm the name of the target, typed by the person where the plan asks for it
 * @param ticket null for none
 * @param parallel how many connections load rows, a number from 1 to 64; null for as many as there
 *     are processors, at most 4
 * @param resume whether it goes on where an earlier restore of the same stopped
 */
public record RestoreWish(
    String backup,
    String to,
    List<String> databases,
    @Nullable String database,
    Map<String, String> renames,
    List<String> tables,
    String existing,
    String users,
    boolean replaceUsers,
    boolean continueOnError,
    boolean withoutBinlog,
    List<String> rewrites,
    boolean skipSafetyBackup,
    @Nullable String confirm,
    @Nullable String ticket,
    @Nullable String parallel,
    boolean resume) {}
