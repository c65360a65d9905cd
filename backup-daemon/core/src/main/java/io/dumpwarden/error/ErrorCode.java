package io.dumpwarden.error;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything that can go wrong, by a code that stays the same for ever: operators search for it,
 * alert rules and scripts match it.
 */
public enum ErrorCode {
  CONFIG_INVALID(false, "correct the named fields and save again"),
  CONFIG_CONFLICT(
      false, "somebody else changed it meanwhile: look at it again and repeat the edit"),
  NOT_FOUND(false, "list what there is and check the spelling"),
  ALREADY_EXISTS(false, "choose another name, or edit the one that exists"),
  MASTER_KEY_WRONG(false, "start with the master key that this metadata store was created with"),
  SECRET_UNREADABLE(false, "set the secret again, or make its reference readable"),
  KEY_MISSING(false, "add the key by `dumpwarden key add`, or give it by --encryption-key-file"),
  KEY_WRONG(false, "give the key that the file was encrypted with"),
  SERVER_UNREACHABLE(true, "check host, port, network and that the server is up"),
  ACCESS_DENIED(false, "check user, password and grants of the backup account"),
  TLS_FAILED(false, "check the server's certificate, the CA file and the TLS mode"),
  TLS_MODE_UNSUPPORTED(
      false, "install a client whose TLS modes fit, or choose a mode that this tool can enforce"),
  NO_DATABASES(false, "check the schedule's database patterns and what the backup account may see"),
  DUMP_TOOL_MISSING(
      false,
      "needed with engine=mysqldump only: install the dump tool for this server's flavor and put it on the PATH, or choose engine=native"),
  DUMP_TOOL_UNSUITABLE(
      false,
      "needed with engine=mysqldump only: install Oracle's mysqldump and put it on the PATH, or choose engine=native"),
  DUMP_FAILED(true, "read the run's log for the words of the server or the dump tool"),
  DUMP_INCOMPLETE(true, "the dump did not come to its end: look at the server's and the run's log"),
  DEFINITION_CHANGED(
      true,
      "let no ALTER, CREATE, DROP or TRUNCATE run while the dump does, or move the schedule to an hour without any"),
  REPLICA_BEHIND(
      true, "wait until the replica has caught up, or raise --max-replica-lag of the schedule"),
  SERVER_GONE(true, "the server went away at work: look at its error log"),
  TIMEOUT(true, "raise the schedule's timeout, or find out what holds the dump up"),
  CANCELLED(false, "start it again when it suits"),
  OBJECTS_UNPROVEN(false, "run the GRANT that the message names, so that the dump is proven whole"),
  OBJECTS_MISSING(
      true, "see whether they were dropped during the dump; the next run lists them again if not"),
  VIEWS_BROKEN(
      false,
      "repair or drop these views, or grant the account EXECUTE on what they call; their text is kept in the manifest"),
  STORAGE_FULL(true, "free or add space, or shorten the retention"),
  STORAGE_DENIED(false, "check the storage's credentials and rights"),
  STORAGE_UNRECOGNISED(
      false, "mount the disk, or run `dumpwarden storage test` to see what is expected"),
  STORAGE_UNAVAILABLE(true, "check the storage's network and health; the next run writes again"),
  STORAGE_STALLED(true, "the storage stopped taking bytes: check its network and health"),
  STORAGE_CORRUPT(
      true, "the stored bytes differ from the ones sent: check disk, network and storage"),
  ALL_STORAGES_FAILED(true, "see the message of each copy"),
  MEMORY_EXCEEDED(false, "choose a lower level or part size, or give the daemon a larger heap"),
  INTERRUPTED(
      true, "the process that ran it ended: it is queued again if the schedule has retries"),
  BUSY(true, "try again in some seconds"),
  METADATA_UNAVAILABLE(true, "check the metadata store; the daemon goes on when it is back"),
  NO_GOOD_COPY(false, "see the copies' states; an older backup may have a good one"),
  TARGET_NOT_EMPTY(
      false,
      "restore under a new name by --database or --into-new, or replace what is there by --replace"),
  TARGET_CHANGED(false, "look at the plan again: somebody else changed the target meanwhile"),
  RESTORE_REFUSED(false, "see the plan by --dry-run, and remove what is in the way"),
  RESTORE_FAILED(false, "read the server's message: it names the line of the dump"),
  RESTORE_INCOMPLETE(
      false, "see what is missing; another backup may have it, or leave it out of the restore"),
  SWAP_OBSTACLE(
      false, "remove what the plan names, or load over what is there by --replace --in-place"),
  SWAP_FAILED(false, "the old data is in place: read the reason, remove it and restore again"),
  SWAP_UNFINISHED(true, "remove the reason, then run `dumpwarden restores recover --to SERVER`"),
  SAFETY_BACKUP_FAILED(
      false,
      "the target was not touched: remove the cause, or leave the safety backup out by --skip-safety-backup"),
  BACKUP_CORRUPT(false, "restore from another copy or an older backup"),
  MANIFEST_FOREIGN(
      false,
      "its manifest is not ours: restore it only where you know who wrote it, into a server of its own"),
  DRILL_FAILED(
      false,
      "read `dumpwarden drills show ID`: what came back is not what was dumped; drill another backup, and verify this one"),
  DRILL_INCOMPLETE(
      false,
      "give drills a server of the make that was dumped: `dumpwarden setting set scratch_server NAME`"),
  THROWAWAY_FAILED(
      true, "read what the message says, or restore into a server of yours by --scratch"),
  SCRATCH_REFUSED(false, "name a server that nobody's data rests on"),
  DATA_DIR_LOCKED(false, "stop the other daemon, or give this one a data directory of its own"),
  PORT_IN_USE(false, "end what listens on that port, or choose another one"),
  EMBEDDED_STORE_FAILED(true, "read the embedded server's error log in the data directory"),
  INTERNAL(false, "report it with the daemon's log");

  private final boolean retryable;
  private final String hint;

  ErrorCode(boolean retryable, String hint) {
    this.retryable = retryable;
    this.hint = hint;
  }

  /** Whether it says that a dump, though it did not fail, does not hold all that it was to hold. */
  public boolean meansIncomplete() {
    return switch (this) {
      case OBJECTS_UNPROVEN, OBJECTS_MISSING, VIEWS_BROKEN -> true;
      default -> false;
    };
  }

  /** The one of that stable code; empty for one of a later version. */
  public static Optional<ErrorCode> of(String code) {
    return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
  }

  /** The stable code: {@code dump-tool-missing}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the same attempt may succeed later without anybody changing anything. */
  public boolean retryable() {
    return retryable;
  }

  /** What to do about it, in general; a failure may carry a more precise one. */
  public String hint() {
    return hint;
  }
}
