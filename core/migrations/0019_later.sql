-- Jobs that were asked for with a transaction wait here until they fall due; then they go into the queue like the others.
ALTER TABLE guildhall.job_runs DROP CONSTRAINT job_runs_state_check;
ALTER TABLE guildhall.job_runs ADD CONSTRAINT job_runs_state_check CHECK (state IN ('later', 'waiting', 'running', 'retrying', 'done', 'failed'));
ALTER TABLE guildhall.job_runs ADD due_at timestamptz CHECK (due_at IS NOT NULL OR state <> 'later');
-- Runs of one lane are done one after the other; null is the tenant's own.
ALTER TABLE guildhall.job_runs ADD lane text CHECK (length(lane) <= 200);
CREATE INDEX job_runs_due ON guildhall.job_runs (due_at, id) WHERE state = 'later';
