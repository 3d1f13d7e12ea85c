"""Page furniture, advertising, pinyin and script: rules that leave out or convert."""
