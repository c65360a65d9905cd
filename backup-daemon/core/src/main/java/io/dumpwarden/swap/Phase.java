package io.dumpwarden.swap;

/** How far a replacement has come; its names stand in journals for ever. */
enum Phase {
  /** The new data is being loaded; nothing of the old is touched. */
  LOADING,
  /** All that a rollback needs is in the journal; triggers and events of the old data may go. */
  PREPARED,
  /** Tables may have changed places. */
  RENAMING,
  /** All tables have changed places; definitions of the new data are being made. */
  RENAMED,
  /** The new data is whole; what is left of the old goes. */
  DONE,
  /** The old data is being put back. */
  ROLLING_BACK,
  /** The old data is whole; what is left of the new goes. */
  ROLLED_BACK
}
