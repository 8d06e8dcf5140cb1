#!/usr/bin/env bash
# Proves job.sbatch on a real Slurm: starts one with a single node on loopback, submits an array of 4, kills one task in the middle of its shard,
# requeues it, merges, and compares with a run in one process.
#
#   samples/BatchScoring/slurm/try-slurm.sh MODEL INPUT
#
# Needs root, and Debian's packages slurm-wlm and munge; it installs nothing, keeps all its files in a temporary folder, and stops its daemons.
# Last line: "same: N rows". Exit code 77 where Slurm is not there.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
[ $# -eq 2 ] || { sed -n '5p' "$0" >&2; exit 1; }
model=$(realpath "$1") input=$(realpath "$2")
tasks=4 victim=2 part_rows=100

for program in munged slurmctld slurmd sbatch squeue scontrol; do
    command -v "$program" > /dev/null || { echo "skipped: no $program (Debian: slurm-wlm, munge)"; exit 77; }
done
[ "$(id -u)" -eq 0 ] || { echo "skipped: slurmd must run as root"; exit 77; }

work=$(mktemp -d)
stop() {
    for daemon in slurmd slurmctld munged; do
        [ ! -s "$work/$daemon.pid" ] || kill "$(cat "$work/$daemon.pid")" 2> /dev/null || true
    done
    sleep 1
    rm -rf "$work"
}
trap stop EXIT

echo "== program"
dotnet publish -c Release "$here/.." -o "$work/program" --nologo -v quiet

echo "== Slurm"
host=$(hostname -s)
chmod 755 "$work"
mkdir -p "$work/munge" "$work/state" "$work/spool"
head -c 1024 /dev/urandom > "$work/munge/key"
chmod 700 "$work/munge"
chmod 600 "$work/munge/key"
munged --force --key-file="$work/munge/key" --socket="$work/munge.socket" --pid-file="$work/munged.pid" \
    --log-file="$work/munge/log" --seed-file="$work/munge/seed" 2> "$work/munged.err" || { cat "$work/munged.err"; exit 1; }
cat > "$work/slurm.conf" <<CONF
ClusterName=loopback
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=26817
SlurmdPort=26818
SlurmUser=root
AuthInfo=socket=$work/munge.socket
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
MpiDefault=none
ReturnToService=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF=$work/slurm.conf
slurmctld -c
slurmd
for _ in $(seq 60); do
    [ "$(sinfo -h -o %t 2> /dev/null)" = idle ] && break
    sleep 0.5
done
sinfo --version
sinfo

state() { scontrol show job "$1" 2> /dev/null | grep -o 'JobState=[A-Z]*' | cut -d= -f2; }
wait_for() { # seconds, command...
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        [ "$SECONDS" -lt "$end" ] || { echo "waited in vain: $*"; squeue; scontrol show job; tail -n 20 "$work/slurmctld.log" "$work/slurmd.log"; exit 1; }
        sleep 0.05
    done
}

echo "== array of $tasks"
cd "$work"
job=$(sbatch --parsable --array=0-$((tasks - 1)) --export="ALL,PROGRAM=$work/program/BatchScoring,MODEL=$model,INPUT=$input,OUTPUT=$work/sharded,OPTIONS=--format=csv --part-rows=$part_rows" \
    "$here/job.sbatch")
journal="$work/sharded/shard-0000$victim-of-0000$tasks.journal.jsonl"
parts() { grep -c '"part":{' "$journal" 2> /dev/null || true; }
some_parts() { [ "$(parts)" != "" ] && [ "$(parts)" -ge 3 ]; }
wait_for 300 some_parts
# As the kernel would, when memory runs out; Slurm sees a job that failed.
for process in $(pgrep -f "^$work/program/BatchScoring"); do
    if tr '\0' '\n' < "/proc/$process/environ" 2> /dev/null | grep -qx "SLURM_ARRAY_TASK_ID=$victim"; then
        kill -KILL "$process"
    fi
done
is_failed() { [ "$(state "${job}_$victim")" = FAILED ]; }
wait_for 60 is_failed
! grep -q '"complete"' "$journal" || { echo "task $victim was done before it was killed: the input is too small"; exit 1; }
echo "task $victim killed after $(parts) parts: $(state "${job}_$victim")"

echo "== merge refuses"
if "$work/program/BatchScoring" merge "$work/sharded" --to "$work/too-early.csv" 2> "$work/refusal"; then
    echo "merge took an unfinished job"
    exit 1
fi
cat "$work/refusal"

echo "== requeue"
scontrol requeue "${job}_$victim"
all_done() { [ -z "$(squeue -h -j "$job" -t PENDING,RUNNING,COMPLETING,CONFIGURING,REQUEUED 2> /dev/null)" ]; }
wait_for 600 all_done
for i in $(seq 0 $((tasks - 1))); do
    echo "task $i: $(state "${job}_$i")"
    [ "$(state "${job}_$i")" = COMPLETED ] || { tail -5 "$work"/batch-scoring-*_"$i".log; exit 1; }
done
grep -h "done before" "$work"/batch-scoring-*_$victim.log

echo "== merge, and compare with one process"
"$work/program/BatchScoring" merge "$work/sharded" --to "$work/sharded.csv" --allow-failed-rows
"$work/program/BatchScoring" score --model "$model" --input "$input" --output "$work/whole" --format csv --part-rows $part_rows --allow-failed-rows 2> /dev/null
"$work/program/BatchScoring" merge "$work/whole" --to "$work/whole.csv" --allow-failed-rows > /dev/null
cmp "$work/sharded.csv" "$work/whole.csv"
echo "same: $(($(wc -l < "$work/whole.csv") - 1)) rows"
