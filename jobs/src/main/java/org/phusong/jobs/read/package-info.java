/**
 * Files to records: verbatim first, interpreted second, with an issue for all that is lost or changed.
 *
 * <p>A {@link org.phusong.jobs.read.RecordFile} of some format gives {@link org.phusong.jobs.read.VerbatimRecord verbatim records};
 * one reader each for wards, claims and households interprets them. Rows read always equal rows accepted and rejected.
 */
@NullMarked
package org.phusong.jobs.read;

import org.jspecify.annotations.NullMarked;
