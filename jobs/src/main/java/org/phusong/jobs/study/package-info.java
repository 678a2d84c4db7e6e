/**
 * The study file: what is asked, of which inputs, by which definitions.
 *
 * <p>{@link org.phusong.jobs.study.StudyFile} turns YAML into an immutable {@link org.phusong.jobs.study.Study} or into the complete
 * list of its {@link org.phusong.jobs.study.StudyFault faults}, each with its line, the value and what would be accepted.
 */
@NullMarked
package org.phusong.jobs.study;

import org.jspecify.annotations.NullMarked;
