#!/usr/bin/env bash
# Retrains the bundled model: data, tokenizer, training, export. One command, under 30 minutes on two idle cores:
#
#     tools/models/retrain.sh                              synthetic plans alone
#     DATA=../shared/data/epicrisis tools/models/retrain.sh    with the aligned pairs
#
# MINUTES (default 16) bounds the training. Resumes where it was cut: delete .cache/slots to begin anew.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=tools/models/.venv/bin/python
if [ ! -x "$python" ]; then
  python3 -m venv tools/models/.venv
  "$python" -m pip install -q -r tools/models/requirements.txt
fi
npm run -s training:pairs -- --out .cache/training --synthetic 9000 ${DATA:+--data "$DATA"}
export PYTHONPATH=tools/models
"$python" -m epicrisis_models.slots_train --pairs .cache/training --out .cache/slots --minutes "${MINUTES:-16}" \
  --epochs 3 --batch-tokens 4000 --lr 0.0025 --aligned-times 6
"$python" -m epicrisis_models.slots_export --run .cache/slots --pairs .cache/training/pairs.jsonl --out public/models/epicrisis-slots
